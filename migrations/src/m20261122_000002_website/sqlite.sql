-- What the processes of the website share and nobody needs to keep: no row is part of the books.

-- The codes that were typed in a visit, each for as long as it is remembered.
CREATE TABLE visit_code (
    digest     BLOB NOT NULL,  -- SHA-256 of the token in the cookie
    place      INTEGER NOT NULL,  -- 0 is the code that was typed last
    book       INTEGER NOT NULL,
    cheque     INTEGER NOT NULL,
    generation INTEGER NOT NULL,  -- which of the cheque's codes it is
    until      INTEGER NOT NULL,  -- when it is forgotten, in milliseconds
    mailed     INTEGER,  -- the wallet that a link in a mail opened with it; none: it was typed
    PRIMARY KEY (digest, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_code_over ON visit_code (until);
CREATE INDEX visit_code_mailed ON visit_code (book, mailed) WHERE mailed IS NOT NULL;

-- What is tried from somewhere and can be slowed down: wrong codes, and mails to sign in with.
CREATE TABLE attempt (
    digest BLOB NOT NULL PRIMARY KEY,  -- keyed hash of what is tried, and from where
    count  INTEGER NOT NULL,
    last   INTEGER NOT NULL               -- when, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_over ON attempt (last);

-- Links to sign in with, each in a mail. Used once.
CREATE TABLE sign_in (
    digest  BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    address TEXT NOT NULL,              -- where the mail went
    until   INTEGER NOT NULL              -- when it ends, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_over ON sign_in (until);

-- Who is signed in, for as long as they stay.
CREATE TABLE signed_in (
    digest  BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the cookie
    address TEXT NOT NULL,              -- shown to be theirs
    until   INTEGER NOT NULL              -- when it ends, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX signed_in_over ON signed_in (until);

-- Mails that wait to be sent. A row goes when its mail is handed over, or of no use any more.
CREATE TABLE mail (
    id      BLOB NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    letter  TEXT NOT NULL,              -- what it says, as JSON
    due     INTEGER NOT NULL,             -- when it is tried next, in milliseconds
    tries   INTEGER NOT NULL,
    until   INTEGER NOT NULL              -- when it is of no use any more
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_due ON mail (due);
CREATE INDEX mail_over ON mail (until);

-- What an initiator writes about an initiative: before it is submitted all of it, after that what is not in the ledger.
CREATE TABLE sketch (
    book       INTEGER NOT NULL,
    id         INTEGER NOT NULL,
    person     INTEGER NOT NULL,            -- whose it is: it goes when they are erased
    initiative INTEGER,                     -- what it became
    body       TEXT NOT NULL,           -- as JSON
    submitting TEXT,                    -- what was asked for while it is not known what became of it, as JSON
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_of_person ON sketch (book, person, id);
CREATE INDEX sketch_of_initiative ON sketch (book, initiative) WHERE initiative IS NOT NULL;
CREATE TABLE picture (
    book   INTEGER NOT NULL,
    id     INTEGER NOT NULL,
    sketch INTEGER NOT NULL,            -- what it is of: that, or news
    person INTEGER NOT NULL,
    wide   BLOB NOT NULL,               -- JPEG, at most 1280 pixels wide
    small  BLOB NOT NULL,               -- JPEG, at most 480 pixels wide
    PRIMARY KEY (book, id)
) STRICT;
CREATE INDEX picture_of_sketch ON picture (book, sketch, id);
CREATE INDEX picture_of_person ON picture (book, person);
-- What is on a picture, for those who do not see it. Apart from its bytes: this table is written anew after erasures.
CREATE TABLE picture_words (
    book   INTEGER NOT NULL,
    id     INTEGER NOT NULL,            -- of the picture
    person INTEGER NOT NULL,
    words  TEXT NOT NULL,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_words_of_person ON picture_words (book, person);

-- Neighbours who want to help an initiative, and how they are reached.
CREATE TABLE help_offer (
    book       INTEGER NOT NULL,
    id         BLOB NOT NULL,           -- the key of the form: sent twice it is one
    initiative INTEGER NOT NULL,
    address    TEXT NOT NULL,           -- an e-mail address or a telephone number
    body       TEXT NOT NULL,           -- their name and what they can do, as JSON
    made       INTEGER NOT NULL,        -- when, in milliseconds
    until      INTEGER NOT NULL,        -- when it is forgotten
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX help_offer_of_initiative ON help_offer (book, initiative, made);
CREATE INDEX help_offer_over ON help_offer (until, book, initiative);
CREATE INDEX help_offer_of_address ON help_offer (address);

-- Looking at an initiative again: because somebody says that it is wrong, or because its initiator does not agree with
-- what a moderator decided.
CREATE TABLE review (
    book       INTEGER NOT NULL,
    id         BLOB NOT NULL,           -- the key of the form: sent twice it is one
    initiative INTEGER NOT NULL,
    step       INTEGER NOT NULL,        -- 0 asked, 1 decided, 2 appealed, 3 closed
    address    TEXT NOT NULL,           -- where whoever asked gets the answer; empty if they do not
    person     INTEGER,                 -- the initiator who appealed
    decided_by INTEGER,                 -- the moderator who decided first
    body       TEXT NOT NULL,           -- all that was said, as JSON
    changed    INTEGER NOT NULL,        -- when its step began, in milliseconds
    -- The moderator who is about to decide, so that nobody else does meanwhile, and until when, in milliseconds.
    claimed_by    INTEGER,
    claimed_until INTEGER,
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_at_step ON review (book, step, changed);
CREATE INDEX review_of_initiative ON review (book, initiative, step, changed);
CREATE INDEX review_of_person ON review (book, person) WHERE person IS NOT NULL;
CREATE INDEX review_of_address ON review (address);
CREATE INDEX review_over ON review (step, changed);

-- A view, made from the events: the lots a wallet ever had, also those that are used up.
CREATE TABLE wallet_lot_view (
    book   INTEGER NOT NULL,
    wallet INTEGER NOT NULL,
    lot    INTEGER NOT NULL,
    cents  INTEGER NOT NULL,  -- what its cheque was worth
    PRIMARY KEY (book, wallet, lot)
) STRICT, WITHOUT ROWID;

-- The addresses that residents left to come back with, each for the wallet it opens.
CREATE TABLE wallet_mail (
    book    INTEGER NOT NULL,
    wallet  INTEGER NOT NULL,
    lot     INTEGER NOT NULL,            -- the newest that it opens: what comes in later takes its code
    address TEXT NOT NULL,              -- shown to be theirs
    language TEXT NOT NULL,              -- of whoever left it: `nl`
    until   INTEGER NOT NULL,            -- when it is forgotten if it is not used, in milliseconds
    PRIMARY KEY (book, wallet)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX wallet_mail_of_address ON wallet_mail (address, book);
CREATE INDEX wallet_mail_over ON wallet_mail (until);

-- Links to savings, each in a mail. Used once.
CREATE TABLE wallet_link (
    digest  BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    address TEXT NOT NULL,              -- where the mail went
    language TEXT NOT NULL,              -- of whoever asked for it
    book    INTEGER,                     -- of the wallet that the address is to open; none: whichever it opens
    wallet  INTEGER,
    lot     INTEGER,                     -- the newest in it
    until   INTEGER NOT NULL             -- when it ends, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX wallet_link_of_wallet ON wallet_link (book, wallet);
CREATE INDEX wallet_link_over ON wallet_link (until);
-- What an initiative had at the end of each day on which that changed: a view, made from the events as the others are.
CREATE TABLE initiative_day_view (
    book       INTEGER NOT NULL,
    initiative INTEGER NOT NULL,
    day        INTEGER NOT NULL,  -- the local one, as it is written: 20260314
    pledged    INTEGER NOT NULL,
    residents  INTEGER NOT NULL,
    households INTEGER NOT NULL,
    PRIMARY KEY (book, initiative, day)
) STRICT, WITHOUT ROWID;

-- What initiators tell those who support them; and one that holds the pictures of the report, whose words are a text. A
-- picture names it where it names a sketch otherwise.
CREATE TABLE news (
    book       INTEGER NOT NULL,
    id         INTEGER NOT NULL,
    initiative INTEGER NOT NULL,
    person     INTEGER NOT NULL,  -- who wrote it: it goes when they are erased
    made       INTEGER NOT NULL,  -- when, in milliseconds
    is_report  INTEGER NOT NULL,
    body       TEXT NOT NULL,
    -- By what is read most: without statistics SQLite would read all news of a book for that of one initiative.
    PRIMARY KEY (book, initiative, is_report, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX news_by_id ON news (book, id);
CREATE INDEX news_of_person ON news (book, person);
-- One holds the pictures of the report, also if two initiators begin it at the same moment.
CREATE UNIQUE INDEX news_report ON news (book, initiative) WHERE is_report = 1;

-- Who was asked by mail to be an initiator too, until they answer or some days are over.
CREATE TABLE invitation (
    digest     BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    book       INTEGER NOT NULL,
    initiative INTEGER NOT NULL,
    person     INTEGER NOT NULL,  -- who asked
    address    TEXT NOT NULL,  -- where the mail went
    until      INTEGER NOT NULL   -- when it ends, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_of_initiative ON invitation (book, initiative, until);
CREATE INDEX invitation_over ON invitation (until);
CREATE INDEX invitation_of_person ON invitation (book, person);
