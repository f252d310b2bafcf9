//! The rows of the registers (10-format): one file a row.

mod certificate;
mod external;
mod indicator;
mod snapshot;
mod watch;

pub use certificate::{CERTIFICATE, read_certificate};
pub use external::{EXTERNAL, read_external};
pub use indicator::{INDICATOR, read_indicator};
pub use snapshot::{SNAPSHOT, read_snapshot};
pub use watch::{WATCH, read_watch};
