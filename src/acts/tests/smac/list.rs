//! What is late, and as of which day.

use super::{COMPLAINT, complained, open, smac};

#[test]
fn a_list_says_what_is_late_and_as_of_which_day() {
    let sandbox = complained();
    open(&sandbox, &["NC", "--commit"]).done();
    smac(
        &sandbox,
        &[
            "act",
            "NC-2026-0001",
            "--title",
            "Relire",
            "--owner",
            "agent",
            "--due",
            "2026-12-01",
            "--commit",
        ],
    )
    .done();
    let list = |more: &[&str]| -> serde_json::Value {
        let said = smac(&sandbox, &[&["list", "--format", "json"], more].concat()).done();
        let answer: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        answer["tickets"].clone()
    };
    let one = |tickets: serde_json::Value| tickets.as_array().expect("a list")[0].clone();
    assert_eq!(
        one(list(&["--kind", "RE", "--as-of", "2026-11-26"])),
        serde_json::json!({
            "code": "RE-2026-0001", "kind": "RE", "title": "Réponse reçue trop tard", "process": "PAPED",
            "status": "open", "received": "2026-11-21", "answer_due": "2026-12-06", "answered": null,
            "answered_late": false, "days_left": 10, "late": false, "actions_open": 0, "actions_late": 0,
            "path": COMPLAINT,
        })
    );
    let late = one(list(&["--kind", "re", "--as-of", "2026-12-08", "--late"]));
    assert_eq!(
        (&late["days_left"], &late["late"]),
        (&(-2).into(), &true.into())
    );
    let acting = one(list(&[
        "--status",
        "acting",
        "--process",
        "paped",
        "--as-of",
        "2026-12-02",
        "--late",
    ]));
    assert_eq!(
        (
            &acting["code"],
            &acting["actions_late"],
            &acting["answer_due"]
        ),
        (&"NC-2026-0001".into(), &1.into(), &serde_json::Value::Null)
    );
    assert_eq!(
        list(&["--late", "--as-of", "2026-11-26"]),
        serde_json::json!([])
    );
    assert_eq!(list(&["--as-of", "2026-11-20"]), serde_json::json!([]));
    sandbox.set_clock(17);
    smac(&sandbox, &["answer", "RE-2026-0001"]).done();
    let answered = one(list(&["--kind", "RE"]));
    assert_eq!(
        (
            &answered["answered"],
            &answered["answered_late"],
            &answered["days_left"],
            &answered["late"]
        ),
        (
            &"2026-12-08".into(),
            &true.into(),
            &serde_json::Value::Null,
            &false.into()
        )
    );
    assert_eq!(
        one(list(&["--kind", "RE", "--as-of", "2026-12-07"]))["status"],
        "open"
    );
    for lang in ["fr", "en"] {
        for arguments in [&["list"][..], &["show", "NC-2026-0001"]] {
            let text = smac(&sandbox, &[arguments, &["--lang", lang]].concat());
            let text = text.done();
            let title = text.lines().next().expect("a line");
            assert!(
                text.lines().count() > 3 && !text.contains('{'),
                "{title}\n{text}"
            );
        }
    }
}
