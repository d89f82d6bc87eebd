//! A bounded memory of what the store holds.

use super::thing::{Entry, Key};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// What is in memory. A key with `None` is known not to exist. Two generations keep it bounded: what was not
/// loaded or changed since the last turn-over is dropped at the next.
#[derive(Debug)]
pub struct Memory<K, V> {
    young: HashMap<K, Option<V>>,
    old: HashMap<K, Option<V>>,
}

/// The things in memory.
pub type Known = Memory<Key, Arc<Entry>>;

impl<K: Eq + Hash, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self { young: HashMap::new(), old: HashMap::new() }
    }
}

impl<K: Eq + Hash + Copy, V> Memory<K, V> {
    /// The value, if it is in memory; `Some(None)` if it is known not to exist.
    pub fn get(&self, key: K) -> Option<Option<&V>> {
        self.young.get(&key).or_else(|| self.old.get(&key)).map(Option::as_ref)
    }

    /// Remembers a value, or that it does not exist.
    pub fn put(&mut self, key: K, value: Option<V>) {
        self.young.insert(key, value);
    }

    /// Forgets a key, so that it is loaded again.
    pub fn forget(&mut self, key: K) {
        self.young.remove(&key);
        self.old.remove(&key);
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }

    /// Whether it is time to turn over.
    pub fn is_full(&self, limit: usize) -> bool {
        self.young.len() > limit / 2
    }

    /// Keeps at most about `limit` keys.
    pub fn trim(&mut self, limit: usize) {
        if self.is_full(limit) {
            self.old = std::mem::take(&mut self.young);
        }
    }
}
