//! Differences between two versions of an object: what they begin and end with alike, and the rest.

/// The most that one instruction copies, in every version of git.
const COPY: usize = 0x1_0000;
/// The most that one instruction inserts.
const INSERT: usize = 0x7f;

/// The instructions that make `new` of `old`.
pub(super) fn make(old: &[u8], new: &[u8]) -> Vec<u8> {
    let shared = old.len().min(new.len());
    let same = |a: &(&u8, &u8)| a.0 == a.1;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(same)
        .count()
        .min(shared - head);
    let mut out = Vec::new();
    length(&mut out, old.len());
    length(&mut out, new.len());
    copy(&mut out, 0, head);
    for part in new[head..new.len() - tail].chunks(INSERT) {
        out.push(part.len() as u8);
        out.extend_from_slice(part);
    }
    copy(&mut out, old.len() - tail, tail);
    out
}

/// What the instructions make of `old`; none where they are none, or make more than `limit` bytes.
pub(super) fn apply(old: &[u8], delta: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut rest = delta;
    let (from, to) = (read_length(&mut rest)?, read_length(&mut rest)?);
    if from != old.len() || to > limit {
        return None;
    }
    let mut out = Vec::with_capacity(to);
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first & 0x80 == 0 {
            let (part, after) = rest.split_at_checked(usize::from(first))?;
            out.extend_from_slice(part);
            rest = after;
            if first == 0 {
                return None;
            }
        } else {
            let mut number = |bits: std::ops::Range<u32>| {
                let mut value = 0;
                for (place, bit) in bits.enumerate() {
                    if first & 1 << bit != 0 {
                        let (&byte, after) = rest.split_first()?;
                        value |= usize::from(byte) << (8 * place);
                        rest = after;
                    }
                }
                Some(value)
            };
            let at = number(0..4)?;
            let length = match number(4..7)? {
                0 => COPY,
                length => length,
            };
            out.extend_from_slice(old.get(at..at.checked_add(length)?)?);
        }
        if out.len() > to {
            return None;
        }
    }
    (out.len() == to).then_some(out)
}

fn length(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn read_length(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0_usize;
    for place in 0..9 {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn copy(out: &mut Vec<u8>, mut at: usize, mut left: usize) {
    while left > 0 {
        let size = left.min(COPY);
        let place = out.len();
        out.push(0x80);
        let mut flags = 0x80;
        for byte in 0..4 {
            let value = (at >> (8 * byte)) as u8;
            if value != 0 {
                flags |= 1 << byte;
                out.push(value);
            }
        }
        // Zero stands for the most.
        for byte in 0..2 {
            let value = ((size & 0xffff) >> (8 * byte)) as u8;
            if value != 0 {
                flags |= 0x10 << byte;
                out.push(value);
            }
        }
        out[place] = flags;
        at += size;
        left -= size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_difference_is_small_where_little_changed() {
        let old = vec![b'a'; 200_000];
        let mut new = old.clone();
        new[100_000] = b'b';
        let delta = make(&old, &new);
        assert!(delta.len() < 60, "{}", delta.len());
        assert_eq!(apply(&old, &delta, 1 << 20), Some(new));
    }

    proptest! {
        #[test]
        fn what_is_made_is_undone(old in "[ab]{0,400}", new in "[ab]{0,400}") {
            let (old, new) = (old.into_bytes(), new.into_bytes());
            prop_assert_eq!(apply(&old, &make(&old, &new), 1000), Some(new));
        }

        #[test]
        fn no_instructions_make_the_reader_fall(old: Vec<u8>, delta: Vec<u8>) {
            let _ = apply(&old, &delta, 1000);
        }
    }
}
