//! A text reduced to what tells it from another: word count, hash, and a sketch of its phrases.

use unicode_normalization::UnicodeNormalization;

/// What is kept of a document's prose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// Words.
    pub words: u32,
    /// A hash of the sequence of words: equal for texts that differ in case, punctuation and
    /// layout alone. Zero without words.
    pub hash: u128,
    /// For near-duplicates.
    pub sketch: Sketch,
}

/// Bins of a sketch.
const BINS: usize = 64;
/// Words of a phrase.
const PHRASE: usize = 4;

/// The smallest phrase hash of each of 64 bins (one-permutation MinHash): two sketches agree in
/// about as many bins as the texts share phrases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch(Box<[u32; BINS]>);

impl Default for Sketch {
    /// The sketch of no text at all.
    fn default() -> Self {
        Sketch(Box::new([u32::MAX; BINS]))
    }
}

impl Sketch {
    /// The share of phrases that two texts have in common, 0 to 1, to within about 0.06.
    pub fn similarity(&self, other: &Sketch) -> f32 {
        let mut shared = 0u8;
        let mut used = 0u8;
        for (a, b) in self.0.iter().zip(other.0.iter()) {
            if *a != u32::MAX || *b != u32::MAX {
                used += 1;
                shared += u8::from(a == b);
            }
        }
        if used == 0 {
            0.0
        } else {
            f32::from(shared) / f32::from(used)
        }
    }

    /// The bins, to look up candidates by.
    pub fn bins(&self) -> &[u32; BINS] {
        &self.0
    }
}

// Odd constants of good spread; the hashes are kept in caches, so that they never change.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const WORD: u64 = 0x0000_0100_0000_01b3;
const ROLL: u64 = 0xd6e8_feb8_6659_fd93;
const SECOND: u64 = 0xa076_1d64_78bd_642f;
/// What a word has become when it leaves the phrase.
const LEAVING: u64 = ROLL
    .wrapping_mul(ROLL)
    .wrapping_mul(ROLL)
    .wrapping_mul(ROLL);

/// Takes prose in pieces.
pub(super) struct ProseBuilder {
    /// Hash of the word that is open; `None` between words.
    word: Option<u64>,
    words: u32,
    recent: [u64; PHRASE],
    phrase: u64,
    first: u64,
    second: u64,
    bins: Box<[u32; BINS]>,
    paragraph: u64,
    paragraph_words: u32,
}

impl ProseBuilder {
    pub fn new() -> Self {
        ProseBuilder {
            word: None,
            words: 0,
            recent: [0; PHRASE],
            phrase: 0,
            first: SEED,
            second: SECOND,
            bins: Box::new([u32::MAX; BINS]),
            paragraph: SEED,
            paragraph_words: 0,
        }
    }

    /// Takes a piece; a word may go on in the next one.
    pub fn push(&mut self, text: &str) {
        // Combining accents begin with these bytes; composed text needs no normalisation.
        if memchr::memchr2(0xcc, 0xcd, text.as_bytes()).is_some() {
            text.nfc().for_each(|character| self.character(character));
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at += self.letters(bytes.get(at..).unwrap_or_default());
            let Some(&byte) = bytes.get(at) else { break };
            at += match byte {
                0..=0x7f => self.end_word(),
                _ => {
                    let character = text
                        .get(at..)
                        .and_then(|rest| rest.chars().next())
                        .unwrap_or(' ');
                    self.character(character);
                    character.len_utf8()
                }
            };
        }
    }

    /// Takes the letters and digits that stand first, and says how many bytes they have: those of
    /// ASCII, and À to ÿ, the letters of French, without a look at the tables of Unicode.
    fn letters(&mut self, bytes: &[u8]) -> usize {
        let mut word = self.word.unwrap_or(SEED);
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let lower = match byte {
                b'a'..=b'z' | b'0'..=b'9' => byte,
                b'A'..=b'Z' => byte | 0x20,
                0xc3 => match bytes.get(at + 1) {
                    Some(0x97 | 0xb7) | None => break,
                    Some(&second) => {
                        word = spelt(word, byte);
                        at += 1;
                        if second <= 0x9e {
                            second + 0x20
                        } else {
                            second
                        }
                    }
                },
                _ => break,
            };
            word = spelt(word, lower);
            at += 1;
        }
        if at > 0 {
            self.word = Some(word);
        }
        at
    }

    fn character(&mut self, character: char) {
        if !character.is_alphanumeric() {
            self.end_word();
            return;
        }
        let mut buffer = [0; 4];
        for lower in character.to_lowercase() {
            for byte in lower.encode_utf8(&mut buffer).bytes() {
                self.word = Some(spelt(self.word.unwrap_or(SEED), byte));
            }
        }
    }

    /// Ends a word where one is open: at blanks, line ends, blocks and code.
    pub fn end_word(&mut self) -> usize {
        if let Some(word) = self.word.take() {
            let word = mixed(word);
            let slot = self.words as usize % PHRASE;
            let leaving = std::mem::replace(&mut self.recent[slot], word);
            self.words = self.words.saturating_add(1);
            self.phrase = self
                .phrase
                .wrapping_mul(ROLL)
                .wrapping_add(word)
                .wrapping_sub(leaving.wrapping_mul(LEAVING));
            self.first = (self.first ^ word).wrapping_mul(WORD).rotate_left(29);
            self.second = self
                .second
                .wrapping_add(word)
                .wrapping_mul(ROLL)
                .rotate_left(31);
            self.paragraph = (self.paragraph ^ word).wrapping_mul(ROLL).rotate_left(27);
            self.paragraph_words += 1;
            if self.words as usize >= PHRASE {
                self.sketch();
            }
        }
        1
    }

    fn sketch(&mut self) {
        let hash = mixed(self.phrase);
        // The high six bits choose the bin, so that it always exists.
        let bin = &mut self.bins[(hash >> 58) as usize];
        *bin = (*bin).min(hash as u32);
    }

    /// Begins a paragraph.
    pub fn begin_paragraph(&mut self) {
        self.end_word();
        self.paragraph = SEED;
        self.paragraph_words = 0;
    }

    /// The hash of the words since the paragraph began; `None` without any.
    pub fn end_paragraph(&mut self) -> Option<u64> {
        self.end_word();
        (self.paragraph_words > 0).then(|| mixed(self.paragraph))
    }

    pub fn finish(mut self) -> Prose {
        self.end_word();
        if self.words > 0 && (self.words as usize) < PHRASE {
            self.sketch();
        }
        let hash = u128::from(mixed(self.first)) << 64 | u128::from(mixed(self.second));
        Prose {
            words: self.words,
            hash: if self.words == 0 { 0 } else { hash },
            sketch: Sketch(self.bins),
        }
    }
}

/// The hash of a word with one more byte.
fn spelt(word: u64, byte: u8) -> u64 {
    (word ^ u64::from(byte)).wrapping_mul(WORD)
}

/// Spreads every bit over all bits (the finaliser of MurmurHash3).
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> Prose {
        let mut builder = ProseBuilder::new();
        builder.push(text);
        builder.finish()
    }

    #[test]
    fn layout_case_and_composition_do_not_count_and_words_do() {
        let one = prose("L'Été, à l'ŒUVRE : 12 idées.");
        assert_eq!(one, prose("l’e\u{301}té  a\u{300} l œuvre\n12 (idées)"));
        assert_eq!(one.words, 7);
        assert_ne!(one.hash, prose("L'Été, à l'œuvre : 13 idées").hash);
        assert_ne!(prose("a b").hash, prose("b a").hash);
        assert_eq!(prose(" … ").hash, 0);
    }

    #[test]
    fn a_sketch_measures_what_two_texts_share() {
        let text =
            |from: usize, to: usize| (from..to).map(|n| format!("mot{n} ")).collect::<String>();
        let one = prose(&text(0, 1000));
        assert_eq!(one.sketch.similarity(&one.sketch), 1.0);
        let close = one.sketch.similarity(&prose(&text(0, 1100)).sketch);
        assert!(close > 0.75, "{close}");
        let half = one.sketch.similarity(&prose(&text(500, 1500)).sketch);
        assert!((0.15..0.55).contains(&half), "{half}");
        assert!(one.sketch.similarity(&prose(&text(2000, 3000)).sketch) < 0.1);
    }
}
