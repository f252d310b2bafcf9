//! The faces of each rule that its page does not show.

use crate::rules::examples::{document, judged};

fn c001(path: &str) -> String {
    judged("C001", &[(path, &document("MO-00391-V01", "", "Texte."))]).join(" / ")
}

#[test]
fn a_name_is_held_to_the_grammar_of_its_folder() {
    assert_eq!(c001("documents/MO/MO-00391-V01.md"), "");
    assert_eq!(
        c001("documents/MO/mo-391-v1.md"),
        "`mo-391-v1` does not have the widths and case of its type: its code is `MO-00391-V01`"
    );
    assert_eq!(
        c001("documents/MO/MO-00391.md"),
        "`MO-00391` does not have the shape of its type: `MO-00001-V01`"
    );
    assert_eq!(
        c001("documents/MO/notes.md"),
        "`notes` is not a code: no type of `documents` begins it"
    );
    assert_eq!(
        c001("documents/MO/NOTES.MD"),
        "`NOTES.MD` is not a code: no type of `documents` begins it"
    );
    assert_eq!(
        c001("documents/CR/CR-2014-003.md"),
        "`CR-2014-003` is of a type that `documents` does not hold"
    );
    assert_eq!(
        c001("smac/2026/RE-26-7.md"),
        "`RE-26-7` does not have the shape of its type: `RE-2026-0001`"
    );
    assert_eq!(
        c001("registres/destructions/2026/D-1.md"),
        "`D-1` is not a code: no type of `registres` begins it"
    );
    assert_eq!(
        c001("acteurs/Jean.md"),
        "`Jean` is not an actor's id: lower case letters, digits and `-`"
    );
    assert_eq!(
        c001("processus/Paped.md"),
        "`Paped` is not a process code: capitals, digits and `-`"
    );
    assert_eq!(
        c001("registres/veille/Lettre_reseau.md"),
        "`Lettre_reseau` is not a slug: lower case letters and digits, one `-` between words"
    );
    assert_eq!(
        c001("modeles/ZZ.md"),
        "`ZZ` is no type of qms.yaml: its template serves nothing"
    );
    assert_eq!(c001("modeles/RE.md"), "");
    assert_eq!(
        c001("enregistrements/lecture/MO-391/agent-paped.md"),
        "`MO-391` is not the code of a version: a read receipt stands under the version read"
    );
    assert_eq!(
        c001("enregistrements/lecture/MO-00391-V01/Agent.md"),
        "`Agent` is not an actor's id: lower case letters, digits and `-`"
    );
}

fn c002(path: &str, text: &str) -> String {
    judged("C002", &[(path, text)]).join(" / ")
}

#[test]
fn a_file_stands_where_its_name_says_and_calls_itself_by_it() {
    let text = document("MO-00391-V01", "", "Texte.");
    assert_eq!(c002("documents/MO/MO-00391-V01.md", &text), "");
    assert_eq!(c002("documents/MO/MO-391-V1.md", &text), "");
    assert_eq!(
        c002("documents/PR/MO-00391-V01.md", &text),
        "`MO-00391-V01` does not belong in the folder `documents/PR`"
    );
    assert_eq!(
        c002("documents/MO/vieux/MO-00391-V01.md", &text),
        "`MO-00391-V01` does not belong in the folder `documents/MO/vieux`"
    );
    assert_eq!(c002("documents/MO/notes.md", &text), "");
    assert_eq!(
        c002("documents/notes.md", &text),
        "`documents/notes.md` is a `.md` file where the layout has none"
    );
    assert_eq!(
        c002(
            "documents/MO/MO-00391-V01.md",
            &text.replace("MO-00391", "mo-391")
        ),
        "`mo-391-V01` is not the name of its file, `MO-00391-V01`"
    );
    assert_eq!(
        c002(
            "smac/2025/RE-2026-0007.md",
            "---\ncode: RE-2026-0007\n---\n"
        ),
        "`RE-2026-0007` does not belong in the folder `smac/2025`"
    );
    assert_eq!(
        c002("acteurs/jean.md", "---\nid: jeanne\n---\n"),
        "`jeanne` is not the name of its file, `jean`"
    );
    let receipt = "---\ncode: PR-01-V1\nacteur: directrice\ndate: 2026-11-02\nempreinte: \"0123456789abcdef\"\n---\n";
    assert_eq!(
        c002("enregistrements/lecture/PR-02-V1/agent-paped.md", receipt),
        "`PR-01-V1` is not the name of its file, `PR-02-V1` / `directrice` is not the name of its file, `agent-paped`"
    );
}
