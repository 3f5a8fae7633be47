//! `repconv check`: what is found in files, in the form that is asked for.
#![allow(dead_code)]

mod entry;
mod escape;
mod html;
mod json;
mod junit;
mod marks;
mod sarif;
mod wording;
mod xlsx;

#[cfg(test)]
mod samples;
