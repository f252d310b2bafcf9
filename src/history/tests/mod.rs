//! Histories by short scripts: what counts, and what an attacker gains.

pub(crate) mod sandbox;

mod attacks;

use sandbox::Sandbox;

#[test]
fn a_governed_path_that_could_be_read_as_lines_is_not_remembered() {
    let remembered = |name: &str| {
        let sandbox = Sandbox::new();
        sandbox.write(&format!(".github/{name}"), "on: push\n");
        sandbox.signed("admin", "Porte");
        sandbox.qms("agent", &["verify"]).done();
        std::fs::read_dir(sandbox.root.join(".git/qms"))
            .unwrap()
            .any(|entry| {
                let name = entry.unwrap().file_name();
                name.to_string_lossy().starts_with("remembered-")
            })
    };
    assert!(remembered("porte.yml"));
    assert!(!remembered("porte\nact\u{1f}forge.yml"));
}
