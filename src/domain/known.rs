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

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts these keys, and trims after each as after a batch.
    fn filled(keys: impl IntoIterator<Item = i64>, limit: usize) -> Memory<i64, i64> {
        let mut memory = Memory::default();
        for key in keys {
            memory.put(key, Some(key));
            memory.trim(limit);
        }
        memory
    }

    fn kept(memory: &Memory<i64, i64>) -> usize {
        memory.young.len() + memory.old.len()
    }

    #[test]
    fn however_much_comes_in_only_so_much_is_kept() {
        for limit in [0, 1, 2, 10, 100] {
            for keys in [limit as i64, 1_000, 10_000] {
                let kept = kept(&filled(0..keys, limit));
                assert!(kept <= limit + 1, "{kept} of {keys} with a limit of {limit}");
            }
        }
        assert!(kept(&filled(0..1_000, 100)) >= 50, "it is a memory all the same");
    }

    #[test]
    fn what_came_last_is_kept() {
        let memory = filled(0..1_000, 100);
        for key in 950..1_000 {
            assert_eq!(memory.get(key), Some(Some(&key)));
        }
        assert_eq!(memory.get(0), None, "it is forgotten, which is not the same as known not to exist");
    }

    /// The writer trims when nothing is in the air: until then all that was put stays, as it is nowhere else.
    #[test]
    fn nothing_goes_before_it_is_trimmed() {
        let mut memory = Memory::default();
        for key in 0..1_000 {
            memory.put(key, Some(key));
        }
        assert!(memory.is_full(100));
        for key in 0..1_000 {
            assert_eq!(memory.get(key), Some(Some(&key)));
        }
        memory.trim(100);
        assert!(!memory.is_full(100));
        assert_eq!(memory.get(0), Some(Some(&0)), "it goes with the next generation");
        memory.put(0, None);
        assert_eq!(memory.get(0), Some(None), "the newest is what counts");
    }
}
