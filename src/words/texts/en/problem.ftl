# When a page can't be shown
problem-not-found = This page does not exist
problem-not-found-text = Perhaps the address is not complete. Start again at the front page.
problem-no-visit = Please type your code first
problem-no-visit-text = Your visit has ended, or you have not typed a code yet. The code is in your letter.
problem-unreadable = We could not read this
problem-unreadable-text = Please go back and try again.
problem-refused = This cannot be done
problem-busy = It is very busy
problem-busy-text = Nothing was changed. Please try again in a minute.
problem-unknown = We are not sure whether this was saved
problem-unknown-text = Please look at your savings in a minute before you try again.
problem-ours = Something went wrong with us
problem-ours-text = We are sorry. Nothing of your money was lost. Please try again later.
problem-not-signed-in = Please sign in first
problem-not-signed-in-text = You are not signed in, or it was too long ago.
problem-link-over = This link does not work any more
problem-link-over-text = A link works once, and for 20 minutes. Please ask for a new link.
