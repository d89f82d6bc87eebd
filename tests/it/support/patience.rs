//! Work that is dropped before it is done, at the same places on a slow machine and on a fast one.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// Does some work until it has waited so many times for something else, such as the database; none if it was not
/// done by then and was dropped.
pub async fn cut_off_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), waits);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}
