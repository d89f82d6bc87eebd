-- Amounts are euro cents, times are milliseconds since 1970 UTC.

-- The books of this database; the slug is what people and commands call a book.
CREATE TABLE book (
    book INTEGER NOT NULL PRIMARY KEY,
    slug TEXT   NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Every commit moves `turn` on; whoever changes it from the value they started from has the right to write.
CREATE TABLE book_head (
    book     INTEGER NOT NULL PRIMARY KEY,
    turn     INTEGER NOT NULL,
    seq      INTEGER NOT NULL,  -- the last event
    chain    BLOB  NOT NULL,  -- its hash in the chain
    recorded INTEGER NOT NULL,  -- its recorded time
    accounts INTEGER NOT NULL  -- the last account number
) STRICT, WITHOUT ROWID;

-- The log. Nothing in it is ever changed.
CREATE TABLE event (
    book      INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    type      TEXT   NOT NULL,
    version   INTEGER NOT NULL,
    payload   BLOB  NOT NULL,  -- exact bytes, part of the chain
    recorded  INTEGER NOT NULL,
    effective INTEGER NOT NULL,
    command   BLOB  NOT NULL,
    actor     TEXT   NOT NULL,
    cause     INTEGER,  -- the event this one follows from
    chain     BLOB  NOT NULL,
    PRIMARY KEY (book, seq),
    CHECK (effective <= recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
    book         INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    leg          INTEGER NOT NULL,
    debit        INTEGER NOT NULL,
    credit       INTEGER NOT NULL,
    cents        INTEGER NOT NULL,
    lot          INTEGER NOT NULL,  -- the account of the lot, or of the budget before there is one
    debit_after  INTEGER NOT NULL,  -- credits less debits of the debited account, after this transfer
    credit_after INTEGER NOT NULL,
    PRIMARY KEY (book, seq, leg),
    CHECK (cents > 0),
    CHECK (debit <> credit)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_debit ON transfer (book, debit, seq, leg);
CREATE INDEX transfer_credit ON transfer (book, credit, seq, leg);

-- Kinds 1 to 3 are the bank; all others are held for somebody and never overdrawn.
CREATE TABLE account (
    book    INTEGER NOT NULL,
    no      INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    thing   INTEGER NOT NULL,
    debits  INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    PRIMARY KEY (book, no),
    CHECK (debits >= 0 AND credits >= 0),
    CHECK (kind <= 3 OR credits >= debits)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_name ON account (book, kind, thing);

-- One row per thing that is decided about.
CREATE TABLE state (
    book INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id   INTEGER NOT NULL,
    due  INTEGER,  -- when time next does something to it
    body BLOB  NOT NULL,
    PRIMARY KEY (book, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX state_due ON state (book, due) WHERE due IS NOT NULL;

-- What was asked, so that asking again gets the same answer.
CREATE TABLE command (
    book    INTEGER NOT NULL,
    key     BLOB  NOT NULL,
    request BLOB  NOT NULL,  -- keyed hash of what was asked
    seq     INTEGER NOT NULL,  -- the first event it led to
    events  INTEGER NOT NULL,  -- how many
    refusal TEXT,
    turn    INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (book, key),
    CHECK (refusal IS NULL OR events = 0),
    CHECK (length(key) = 16 AND length(request) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX command_refused ON command (book, at) WHERE refusal IS NOT NULL;

-- The directory from a code's digest to its cheque, over all books.
CREATE TABLE code (
    digest      BLOB  NOT NULL PRIMARY KEY,
    key_version INTEGER NOT NULL,
    book        INTEGER NOT NULL,
    cheque      INTEGER NOT NULL,
    generation  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- In the order in which cheques are made, so that a new code goes to the end of it.
CREATE INDEX code_of_cheque ON code (book, cheque, generation, digest);

-- Which keys this database was written with; the keys themselves are never here.
CREATE TABLE key_fingerprint (
    purpose     TEXT   NOT NULL,
    version     INTEGER NOT NULL,
    fingerprint TEXT   NOT NULL,
    PRIMARY KEY (purpose, version)
) STRICT, WITHOUT ROWID;

-- When the books were last proven without anybody asking for it, so that of all processes one does it.
CREATE TABLE self_check (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    begun INTEGER NOT NULL,
    seen  INTEGER NOT NULL,  -- when whoever proves them was still at it
    ended INTEGER  -- none while it goes on, and where it was cut off or could not be finished
) STRICT;

-- Erasable rows: what is known of people lies here and nowhere else, and words have no index. Events refer to
-- a text by its id and by a hash under the key in the same row, so that the hash tells nothing once the row is
-- gone. Persons have no such key: what is known of them changes, so events name them by id alone.
CREATE TABLE text (
    book   INTEGER NOT NULL,
    id     INTEGER NOT NULL,
    key    BLOB NOT NULL,
    body   TEXT NOT NULL,
    person INTEGER,  -- whose words, if somebody's whose name is known
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_of_person ON text (book, person) WHERE person IS NOT NULL;
CREATE TABLE person (
    book  INTEGER NOT NULL,
    id    INTEGER NOT NULL,
    body  TEXT NOT NULL,
    email TEXT,  -- keyed hash of the address, by which who signs in is found
    PRIMARY KEY (book, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_of_email ON person (book, email) WHERE email IS NOT NULL;

-- Which tenancy gets which cheque of a round: `place` counts the round's cheques from 0 in their order, which
-- is shuffled. The rows are there before the list is accepted, under the keyed hash of the list.
CREATE TABLE tenancy_cheque (
    book    INTEGER NOT NULL,
    round   INTEGER NOT NULL,
    list    TEXT   NOT NULL,
    place   INTEGER NOT NULL,
    issuer  INTEGER NOT NULL,  -- whose key it is: two issuers may use the same for different tenancies
    tenancy TEXT   NOT NULL,
    given   INTEGER NOT NULL,  -- when the list was last given
    PRIMARY KEY (book, round, list, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX cheques_of_tenancy ON tenancy_cheque (book, issuer, tenancy);
CREATE TABLE tenancy_household (
    book      INTEGER NOT NULL,
    issuer    INTEGER NOT NULL,
    tenancy   TEXT   NOT NULL,
    household INTEGER NOT NULL,
    ended     INTEGER,
    PRIMARY KEY (book, issuer, tenancy)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tenancy_of_household ON tenancy_household (book, household);
CREATE INDEX tenancy_ended ON tenancy_household (book, ended) WHERE ended IS NOT NULL;

-- Views: made from the events, dropped and made again by `wijkkas rebuild`.
CREATE TABLE common_lot_view (
    book  INTEGER NOT NULL,
    area  INTEGER NOT NULL,
    lot   INTEGER NOT NULL,
    cents INTEGER NOT NULL,  -- of the lot, in the common pot of the area
    PRIMARY KEY (book, area, lot)
) STRICT, WITHOUT ROWID;
-- With the column of the condition: SQLite would rather read all rows than look into them for it.
CREATE INDEX common_lot_there ON common_lot_view (book, area, lot, cents) WHERE cents > 0;
CREATE TABLE initiative_view (
    book       INTEGER NOT NULL,
    initiative INTEGER NOT NULL,
    area       INTEGER NOT NULL,
    status     TEXT   NOT NULL,
    target     INTEGER NOT NULL,
    pledged    INTEGER NOT NULL,
    residents  INTEGER NOT NULL,
    households INTEGER NOT NULL,
    until      INTEGER NOT NULL,
    PRIMARY KEY (book, initiative)
) STRICT, WITHOUT ROWID;
CREATE INDEX initiative_of_area ON initiative_view (book, area, initiative);
CREATE INDEX initiative_going_on ON initiative_view (book, until, initiative)
    WHERE status IN ('open', 'paused', 'reconsidered', 'explained');
-- With the column of the condition, as above.
CREATE INDEX initiative_submitted ON initiative_view (book, initiative, status) WHERE status = 'submitted';
CREATE TABLE initiator_view (
    book       INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    initiative INTEGER NOT NULL,
    is_one     INTEGER NOT NULL,  -- 0 once they have left
    PRIMARY KEY (book, person, initiative)
) STRICT, WITHOUT ROWID;
CREATE TABLE round_view (
    book      INTEGER NOT NULL,
    round     INTEGER NOT NULL,
    budget    INTEGER NOT NULL,
    issued    INTEGER NOT NULL,
    activated INTEGER NOT NULL,
    lapsed    INTEGER NOT NULL,
    saved     INTEGER NOT NULL,
    pledged   INTEGER NOT NULL,
    common    INTEGER NOT NULL,
    paid      INTEGER NOT NULL,
    returned  INTEGER NOT NULL,
    PRIMARY KEY (book, round, budget)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_fixed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
CREATE TRIGGER transfer_fixed BEFORE UPDATE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
CREATE TRIGGER transfer_kept BEFORE DELETE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;
