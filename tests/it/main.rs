//! What is promised at the command line, and the guards of the house.

mod founding;
mod sandbox;
mod tidy;
