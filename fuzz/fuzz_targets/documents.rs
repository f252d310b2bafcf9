#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qms_fuzz::invariants::hold("documents", bytes));
