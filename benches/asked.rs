//! What a bench is asked: to write its corpus, or to measure one of a size.

use std::path::Path;

/// The size to measure, 1000 where none is said; none where `generate DIR N` was asked, and done.
pub fn size(generate: fn(&Path, usize)) -> Option<usize> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let number = |text: &String| text.parse().expect("a number");
    match arguments.as_slice() {
        [word, folder, count] if word == "generate" => {
            generate(Path::new(folder), number(count));
            None
        }
        [count, ..] => Some(number(count)),
        [] => Some(1000),
    }
}
