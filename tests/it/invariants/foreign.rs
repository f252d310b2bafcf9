//! Files that came from elsewhere: sign-in sheets, manifests, archives.

use qms::parse::{manifest, sheet};
use qms::report::archive::{self, Entry};

/// Everybody named has a name, and stands on the line that is told.
pub fn sheets(bytes: &[u8]) {
    let Ok(signed) = sheet::signed(bytes) else {
        return;
    };
    let text = std::str::from_utf8(bytes).expect("a sheet is text");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let mut before = 1;
    for one in &signed {
        assert!(!one.name.is_empty() && one.name.trim() == one.name);
        assert!(
            before < one.line && one.line <= lines.len() as u64,
            "{signed:?}"
        );
        // A quoted cell may have several lines, and quotes within.
        if !text.contains('"') {
            let line = lines[one.line as usize - 1];
            assert!(line.contains(&one.name), "{line:?}: {one:?}");
        }
        before = one.line;
    }
}

/// A manifest has one text, and the message of its tag falls into two.
pub fn manifests(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Some((own, trailers)) = manifest::split(text) {
        assert_eq!(format!("{own}\n{trailers}"), text);
        assert!(own.ends_with('\n'));
    }
    let own = manifest::split(text).map_or(text, |(own, _)| own);
    for text in [text, own] {
        if let Some(manifest) = manifest::read(text) {
            assert_eq!(manifest::write(&manifest), text);
            let message = format!("{text}\nQms-Act: snapshot\n");
            assert_eq!(
                manifest::split(&message),
                Some((text, "Qms-Act: snapshot\n"))
            );
        }
    }
}

/// An archive without a fault that has its layout is what is written of its entries; what is written reads back.
pub fn archives(bytes: &[u8]) {
    let (entries, faults) = archive::read(bytes);
    let size: usize = entries.iter().map(|(_, content)| content.len()).sum();
    assert!(size <= bytes.len());
    for (name, _) in &entries {
        let leads_out = |part: &str| matches!(part, "" | "." | "..");
        assert!(!name.split('/').any(leads_out), "{name:?}");
        assert!(!name.contains(['\\', ':', '\0', '\n']), "{name:?}");
    }
    let written = archive::write(&entries);
    let layout = archive::layout(bytes, &entries);
    assert_eq!(layout.is_none(), written.as_deref() == Ok(bytes));
    if layout.is_none() {
        assert_eq!(faults, []);
    }
    if let (Ok(written), true) = (&written, faults.is_empty()) {
        assert_eq!(archive::read(written), (entries, Vec::new()));
    }

    let given: Vec<Entry> = bytes
        .split(|byte| *byte == 0xff)
        .enumerate()
        .map(|(at, content)| (format!("d/{at}.md"), content.to_vec()))
        .collect();
    let written = archive::write(&given).expect("a small archive");
    assert_eq!(archive::layout(&written, &given), None);
    assert_eq!(archive::read(&written), (given, Vec::new()));
}
