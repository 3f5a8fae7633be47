//! Exact decimal numbers as reports write them; no binary fraction on the way.

pub use rust_decimal::Decimal;
