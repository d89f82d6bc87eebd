-- What the processes of the website share and nobody needs to keep: no row is part of the books.

-- The codes that were typed in a visit, each for as long as it is remembered.
CREATE TABLE visit_code (
    digest     BYTEA NOT NULL,  -- SHA-256 of the token in the cookie
    place      BIGINT NOT NULL,  -- 0 is the code that was typed last
    book       BIGINT NOT NULL,
    cheque     BIGINT NOT NULL,
    generation BIGINT NOT NULL,  -- which of the cheque's codes it is
    until      BIGINT NOT NULL,  -- when it is forgotten, in milliseconds
    mailed     BIGINT,  -- the wallet that a link in a mail opened with it; none: it was typed
    PRIMARY KEY (digest, place)
);
CREATE INDEX visit_code_over ON visit_code (until);
CREATE INDEX visit_code_mailed ON visit_code (book, mailed) WHERE mailed IS NOT NULL;

-- What is tried from somewhere and can be slowed down: wrong codes, and mails to sign in with.
CREATE TABLE attempt (
    digest BYTEA NOT NULL PRIMARY KEY,  -- keyed hash of what is tried, and from where
    count  BIGINT NOT NULL,
    last   BIGINT NOT NULL               -- when, in milliseconds
);
CREATE INDEX attempt_over ON attempt (last);

-- Links to sign in with, each in a mail. Used once.
CREATE TABLE sign_in (
    digest  BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    address TEXT NOT NULL,              -- where the mail went
    until   BIGINT NOT NULL              -- when it ends, in milliseconds
);
CREATE INDEX sign_in_over ON sign_in (until);

-- Who is signed in, for as long as they stay.
CREATE TABLE signed_in (
    digest  BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the cookie
    address TEXT NOT NULL,              -- shown to be theirs
    until   BIGINT NOT NULL              -- when it ends, in milliseconds
);
CREATE INDEX signed_in_over ON signed_in (until);

-- Mails that wait to be sent. A row goes when its mail is handed over, or of no use any more.
CREATE TABLE mail (
    id      BYTEA NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    letter  TEXT NOT NULL,              -- what it says, as JSON
    due     BIGINT NOT NULL,             -- when it is tried next, in milliseconds
    tries   BIGINT NOT NULL,
    until   BIGINT NOT NULL              -- when it is of no use any more
);
CREATE INDEX mail_due ON mail (due);
CREATE INDEX mail_over ON mail (until);

-- What an initiator writes about an initiative: before it is submitted all of it, after that what is not in the ledger.
CREATE TABLE sketch (
    book       BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    person     BIGINT NOT NULL,            -- whose it is: it goes when they are erased
    initiative BIGINT,                     -- what it became
    body       TEXT NOT NULL,           -- as JSON
    submitting TEXT,                    -- what was asked for while it is not known what became of it, as JSON
    PRIMARY KEY (book, id)
);
-- ANALYZE copies samples of a column into the statistics, where erased words would outlive VACUUM FULL.
ALTER TABLE sketch ALTER COLUMN submitting SET STATISTICS 0;
CREATE INDEX sketch_of_person ON sketch (book, person, id);
CREATE INDEX sketch_of_initiative ON sketch (book, initiative) WHERE initiative IS NOT NULL;
CREATE TABLE picture (
    book   BIGINT NOT NULL,
    id     BIGINT NOT NULL,
    sketch BIGINT NOT NULL,            -- what it is of: that, or news
    person BIGINT NOT NULL,
    wide   BYTEA NOT NULL,               -- JPEG, at most 1280 pixels wide
    small  BYTEA NOT NULL,               -- JPEG, at most 480 pixels wide
    PRIMARY KEY (book, id)
);
CREATE INDEX picture_of_sketch ON picture (book, sketch, id);
CREATE INDEX picture_of_person ON picture (book, person);
-- What is on a picture, for those who do not see it. Apart from its bytes: this table is written anew after erasures.
CREATE TABLE picture_words (
    book   BIGINT NOT NULL,
    id     BIGINT NOT NULL,            -- of the picture
    person BIGINT NOT NULL,
    words  TEXT NOT NULL,
    PRIMARY KEY (book, id)
);
CREATE INDEX picture_words_of_person ON picture_words (book, person);

-- As in the ledger: statistics would be a sample of erased words and addresses.
ALTER TABLE sign_in ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE signed_in ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE mail ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE mail ALTER COLUMN letter SET STATISTICS 0;
ALTER TABLE sketch ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE picture_words ALTER COLUMN words SET STATISTICS 0;

-- Neighbours who want to help an initiative, and how they are reached.
CREATE TABLE help_offer (
    book       BIGINT NOT NULL,
    id         BYTEA NOT NULL,           -- the key of the form: sent twice it is one
    initiative BIGINT NOT NULL,
    address    TEXT NOT NULL,           -- an e-mail address or a telephone number
    body       TEXT NOT NULL,           -- their name and what they can do, as JSON
    made       BIGINT NOT NULL,        -- when, in milliseconds
    until      BIGINT NOT NULL,        -- when it is forgotten
    PRIMARY KEY (book, id)
);
CREATE INDEX help_offer_of_initiative ON help_offer (book, initiative, made);
CREATE INDEX help_offer_over ON help_offer (until, book, initiative);
CREATE INDEX help_offer_of_address ON help_offer (address);

-- Looking at an initiative again: because somebody says that it is wrong, or because its initiator does not agree with
-- what a moderator decided.
CREATE TABLE review (
    book       BIGINT NOT NULL,
    id         BYTEA NOT NULL,           -- the key of the form: sent twice it is one
    initiative BIGINT NOT NULL,
    step       BIGINT NOT NULL,        -- 0 asked, 1 decided, 2 appealed, 3 closed
    address    TEXT NOT NULL,           -- where whoever asked gets the answer; empty if they do not
    person     BIGINT,                 -- the initiator who appealed
    decided_by BIGINT,                 -- the moderator who decided first
    body       TEXT NOT NULL,           -- all that was said, as JSON
    changed    BIGINT NOT NULL,        -- when its step began, in milliseconds
    -- The moderator who is about to decide, so that nobody else does meanwhile, and until when, in milliseconds.
    claimed_by    BIGINT,
    claimed_until BIGINT,
    PRIMARY KEY (book, id)
);
CREATE INDEX review_at_step ON review (book, step, changed);
CREATE INDEX review_of_initiative ON review (book, initiative, step, changed);
CREATE INDEX review_of_person ON review (book, person) WHERE person IS NOT NULL;
CREATE INDEX review_of_address ON review (address);
CREATE INDEX review_over ON review (step, changed);

ALTER TABLE help_offer ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE help_offer ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE review ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE review ALTER COLUMN body SET STATISTICS 0;

-- A view, made from the events: the lots a wallet ever had, also those that are used up.
CREATE TABLE wallet_lot_view (
    book   BIGINT NOT NULL,
    wallet BIGINT NOT NULL,
    lot    BIGINT NOT NULL,
    cents  BIGINT NOT NULL,  -- what its cheque was worth
    PRIMARY KEY (book, wallet, lot)
);

-- The addresses that residents left to come back with, each for the wallet it opens.
CREATE TABLE wallet_mail (
    book    BIGINT NOT NULL,
    wallet  BIGINT NOT NULL,
    lot     BIGINT NOT NULL,            -- the newest that it opens: what comes in later takes its code
    address TEXT NOT NULL,              -- shown to be theirs
    language TEXT NOT NULL,              -- of whoever left it: `nl`
    until   BIGINT NOT NULL,            -- when it is forgotten if it is not used, in milliseconds
    PRIMARY KEY (book, wallet)
);
CREATE UNIQUE INDEX wallet_mail_of_address ON wallet_mail (address, book);
CREATE INDEX wallet_mail_over ON wallet_mail (until);

-- Links to savings, each in a mail. Used once.
CREATE TABLE wallet_link (
    digest  BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    address TEXT NOT NULL,              -- where the mail went
    language TEXT NOT NULL,              -- of whoever asked for it
    book    BIGINT,                     -- of the wallet that the address is to open; none: whichever it opens
    wallet  BIGINT,
    lot     BIGINT,                     -- the newest in it
    until   BIGINT NOT NULL             -- when it ends, in milliseconds
);
CREATE INDEX wallet_link_of_wallet ON wallet_link (book, wallet);
CREATE INDEX wallet_link_over ON wallet_link (until);
ALTER TABLE wallet_mail ALTER COLUMN address SET STATISTICS 0;
ALTER TABLE wallet_link ALTER COLUMN address SET STATISTICS 0;
-- What an initiative had at the end of each day on which that changed: a view, made from the events as the others are.
CREATE TABLE initiative_day_view (
    book       BIGINT NOT NULL,
    initiative BIGINT NOT NULL,
    day        BIGINT NOT NULL,  -- the local one, as it is written: 20260314
    pledged    BIGINT NOT NULL,
    residents  BIGINT NOT NULL,
    households BIGINT NOT NULL,
    PRIMARY KEY (book, initiative, day)
) WITH (fillfactor = 50);

-- What initiators tell those who support them; and one that holds the pictures of the report, whose words are a text. A
-- picture names it where it names a sketch otherwise.
CREATE TABLE news (
    book       BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    initiative BIGINT NOT NULL,
    person     BIGINT NOT NULL,  -- who wrote it: it goes when they are erased
    made       BIGINT NOT NULL,  -- when, in milliseconds
    is_report  BIGINT NOT NULL,
    body       TEXT NOT NULL,
    -- By what is read most: without statistics SQLite would read all news of a book for that of one initiative.
    PRIMARY KEY (book, initiative, is_report, id)
);
CREATE UNIQUE INDEX news_by_id ON news (book, id);
CREATE INDEX news_of_person ON news (book, person);
-- One holds the pictures of the report, also if two initiators begin it at the same moment.
CREATE UNIQUE INDEX news_report ON news (book, initiative) WHERE is_report = 1;
-- As in the ledger: statistics would be a sample of erased words.
ALTER TABLE news ALTER COLUMN body SET STATISTICS 0;

-- Who was asked by mail to be an initiator too, until they answer or some days are over.
CREATE TABLE invitation (
    digest     BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the link
    book       BIGINT NOT NULL,
    initiative BIGINT NOT NULL,
    person     BIGINT NOT NULL,  -- who asked
    address    TEXT NOT NULL,  -- where the mail went
    until      BIGINT NOT NULL   -- when it ends, in milliseconds
);
CREATE INDEX invitation_of_initiative ON invitation (book, initiative, until);
CREATE INDEX invitation_over ON invitation (until);
CREATE INDEX invitation_of_person ON invitation (book, person);
ALTER TABLE invitation ALTER COLUMN address SET STATISTICS 0;
