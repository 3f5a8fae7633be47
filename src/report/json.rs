//! Report JSON.
