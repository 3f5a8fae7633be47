//! Values that are made once and kept for as long as the process runs.

use std::sync::{PoisonError, RwLock};

/// Values that are made once for a key. There are few, so that a list is searched.
pub(crate) struct Kept<K: 'static, V: 'static>(RwLock<Vec<(K, &'static V)>>);

impl<K, V> Kept<K, V> {
    pub(crate) const fn new() -> Self {
        Self(RwLock::new(Vec::new()))
    }

    /// The value of which this is true; otherwise the one that is made and kept. `make` is given the number of those
    /// that are kept already.
    pub(crate) fn get_or_keep<E>(
        &self,
        is_wanted: impl Fn(&K, &V) -> bool,
        make: impl FnOnce(usize) -> Result<(K, V), E>,
    ) -> Result<&'static V, E> {
        let find = |kept: &[(K, &'static V)]| {
            kept.iter().find(|(key, value)| is_wanted(key, value)).map(|(_, value)| *value)
        };
        if let Some(value) = find(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(value);
        }
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = find(&kept) {
            return Ok(value);
        }
        let (key, value) = make(kept.len())?;
        let value: &'static V = Box::leak(Box::new(value));
        kept.push((key, value));
        Ok(value)
    }

    /// As [`get_or_keep`](Self::get_or_keep), for what can always be made.
    pub(crate) fn get(&self, is_wanted: impl Fn(&K) -> bool, make: impl FnOnce() -> (K, V)) -> &'static V {
        let value: Result<_, std::convert::Infallible> =
            self.get_or_keep(|key, _| is_wanted(key), |_| Ok(make()));
        match value {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }
}
