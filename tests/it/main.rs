//! What is promised at the command line, and the guards of the house.

mod founding;
mod look;
mod sandbox;
mod tidy;
