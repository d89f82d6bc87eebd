-- Amounts are euro cents, times are milliseconds since 1970 UTC.

-- The books of this database; the slug is what people and commands call a book.
CREATE TABLE book (
    book BIGINT NOT NULL PRIMARY KEY,
    slug TEXT   NOT NULL UNIQUE
);

-- Every commit moves `turn` on; whoever changes it from the value they started from has the right to write.
CREATE TABLE book_head (
    book     BIGINT NOT NULL PRIMARY KEY,
    turn     BIGINT NOT NULL,
    seq      BIGINT NOT NULL,  -- the last event
    chain    BYTEA  NOT NULL,  -- its hash in the chain
    recorded BIGINT NOT NULL,  -- its recorded time
    accounts BIGINT NOT NULL   -- the last account number
) WITH (fillfactor = 10);

-- The log. Nothing in it is ever changed.
CREATE TABLE event (
    book      BIGINT NOT NULL,
    seq       BIGINT NOT NULL,
    type      TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    payload   BYTEA  NOT NULL,  -- exact bytes, part of the chain
    recorded  BIGINT NOT NULL,
    effective BIGINT NOT NULL,
    command   BYTEA  NOT NULL,
    actor     TEXT   NOT NULL,
    cause     BIGINT,           -- the event this one follows from
    chain     BYTEA  NOT NULL,
    PRIMARY KEY (book, seq),
    CHECK (effective <= recorded)
);

CREATE TABLE transfer (
    book         BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    leg          BIGINT NOT NULL,
    debit        BIGINT NOT NULL,
    credit       BIGINT NOT NULL,
    cents        BIGINT NOT NULL,
    lot          BIGINT NOT NULL,  -- the account of the lot, or of the budget before there is one
    debit_after  BIGINT NOT NULL,  -- credits less debits of the debited account, after this transfer
    credit_after BIGINT NOT NULL,
    PRIMARY KEY (book, seq, leg),
    CHECK (cents > 0),
    CHECK (debit <> credit)
);
CREATE INDEX transfer_debit ON transfer (book, debit, seq, leg);
CREATE INDEX transfer_credit ON transfer (book, credit, seq, leg);

-- Kinds 1 to 3 are the bank; all others are held for somebody and never overdrawn.
CREATE TABLE account (
    book    BIGINT NOT NULL,
    no      BIGINT NOT NULL,
    kind    BIGINT NOT NULL,
    thing   BIGINT NOT NULL,
    debits  BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    PRIMARY KEY (book, no),
    CHECK (debits >= 0 AND credits >= 0),
    CHECK (kind <= 3 OR credits >= debits)
) WITH (fillfactor = 60);
CREATE UNIQUE INDEX account_name ON account (book, kind, thing);

-- One row per thing that is decided about.
CREATE TABLE state (
    book BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    id   BIGINT NOT NULL,
    due  BIGINT,           -- when time next does something to it
    body BYTEA  NOT NULL,
    PRIMARY KEY (book, kind, id)
) WITH (fillfactor = 60);
CREATE INDEX state_due ON state (book, due, kind, id) WHERE due IS NOT NULL;

-- What was asked, so that asking again gets the same answer.
CREATE TABLE command (
    book    BIGINT NOT NULL,
    key     BYTEA  NOT NULL,
    request BYTEA  NOT NULL,  -- keyed hash of what was asked
    seq     BIGINT NOT NULL,  -- the first event it led to
    events  BIGINT NOT NULL,  -- how many
    refusal TEXT,
    turn    BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (book, key),
    CHECK (refusal IS NULL OR events = 0),
    CHECK (octet_length(key) = 16 AND octet_length(request) = 32)
);
CREATE INDEX command_refused ON command (book, at) WHERE refusal IS NOT NULL;

-- The directory from a code's digest to its cheque, over all books.
CREATE TABLE code (
    digest      BYTEA  NOT NULL PRIMARY KEY,
    key_version BIGINT NOT NULL,
    book        BIGINT NOT NULL,
    cheque      BIGINT NOT NULL,
    generation  BIGINT NOT NULL
);
-- In the order in which cheques are made, so that a new code goes to the end of it.
CREATE INDEX code_of_cheque ON code (book, cheque, generation, digest);

-- Which keys this database was written with; the keys themselves are never here.
CREATE TABLE key_fingerprint (
    purpose     TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    fingerprint TEXT   NOT NULL,
    PRIMARY KEY (purpose, version)
);

-- When the books were last proven without anybody asking for it, so that of all processes one does it.
CREATE TABLE self_check (
    one   BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    begun BIGINT NOT NULL,
    seen  BIGINT NOT NULL,  -- when whoever proves them was still at it
    ended BIGINT  -- none while it goes on, and where it was cut off or could not be finished
);

-- Erasable rows: what is known of people lies here and nowhere else, and words have no index. Events refer to
-- a text by its id and by a hash under the key in the same row, so that the hash tells nothing once the row is
-- gone. Persons have no such key: what is known of them changes, so events name them by id alone.
CREATE TABLE text (
    book   BIGINT NOT NULL,
    id     BIGINT NOT NULL,
    key    BYTEA NOT NULL,
    body   TEXT NOT NULL,
    person BIGINT,  -- whose words, if somebody's whose name is known
    PRIMARY KEY (book, id)
);
CREATE INDEX text_of_person ON text (book, person) WHERE person IS NOT NULL;
CREATE TABLE person (
    book  BIGINT NOT NULL,
    id    BIGINT NOT NULL,
    body  TEXT NOT NULL,
    email TEXT,  -- keyed hash of the address, by which who signs in is found
    PRIMARY KEY (book, id)
);
CREATE INDEX person_of_email ON person (book, email) WHERE email IS NOT NULL;

-- Which tenancy gets which cheque of a round: `place` counts the round's cheques from 0 in their order, which
-- is shuffled. The rows are there before the list is accepted, under the keyed hash of the list.
CREATE TABLE tenancy_cheque (
    book    BIGINT NOT NULL,
    round   BIGINT NOT NULL,
    list    TEXT   NOT NULL,
    place   BIGINT NOT NULL,
    issuer  BIGINT NOT NULL,  -- whose key it is: two issuers may use the same for different tenancies
    tenancy TEXT   NOT NULL,
    given   BIGINT NOT NULL,  -- when the list was last given
    PRIMARY KEY (book, round, list, place)
);
CREATE INDEX cheques_of_tenancy ON tenancy_cheque (book, issuer, tenancy);
CREATE TABLE tenancy_household (
    book      BIGINT NOT NULL,
    issuer    BIGINT NOT NULL,
    tenancy   TEXT   NOT NULL,
    household BIGINT NOT NULL,
    ended     BIGINT,
    PRIMARY KEY (book, issuer, tenancy)
);
CREATE UNIQUE INDEX tenancy_of_household ON tenancy_household (book, household);
CREATE INDEX tenancy_ended ON tenancy_household (book, ended) WHERE ended IS NOT NULL;
-- Statistics of a column are a sample of it: erased words would live on in the catalogue.
ALTER TABLE text ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE person ALTER COLUMN body SET STATISTICS 0;
ALTER TABLE person ALTER COLUMN email SET STATISTICS 0;
ALTER TABLE tenancy_cheque ALTER COLUMN tenancy SET STATISTICS 0;
ALTER TABLE tenancy_household ALTER COLUMN tenancy SET STATISTICS 0;

-- Views: made from the events, dropped and made again by `wijkkas rebuild`.
CREATE TABLE common_lot_view (
    book  BIGINT NOT NULL,
    area  BIGINT NOT NULL,
    lot   BIGINT NOT NULL,
    cents BIGINT NOT NULL,  -- of the lot, in the common pot of the area
    PRIMARY KEY (book, area, lot)
);
-- With the column of the condition: SQLite would rather read all rows than look into them for it.
CREATE INDEX common_lot_there ON common_lot_view (book, area, lot, cents) WHERE cents > 0;
CREATE TABLE initiative_view (
    book       BIGINT NOT NULL,
    initiative BIGINT NOT NULL,
    area       BIGINT NOT NULL,
    status     TEXT   NOT NULL,
    target     BIGINT NOT NULL,
    pledged    BIGINT NOT NULL,
    residents  BIGINT NOT NULL,
    households BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    PRIMARY KEY (book, initiative)
) WITH (fillfactor = 50);
CREATE INDEX initiative_of_area ON initiative_view (book, area, initiative);
CREATE INDEX initiative_going_on ON initiative_view (book, until, initiative)
    WHERE status IN ('open', 'paused', 'reconsidered', 'explained');
-- With the column of the condition, as above.
CREATE INDEX initiative_submitted ON initiative_view (book, initiative, status) WHERE status = 'submitted';
CREATE TABLE initiator_view (
    book       BIGINT NOT NULL,
    person     BIGINT NOT NULL,
    initiative BIGINT NOT NULL,
    is_one     BIGINT NOT NULL,  -- 0 once they have left
    PRIMARY KEY (book, person, initiative)
);
CREATE TABLE round_view (
    book      BIGINT NOT NULL,
    round     BIGINT NOT NULL,
    budget    BIGINT NOT NULL,
    issued    BIGINT NOT NULL,
    activated BIGINT NOT NULL,
    lapsed    BIGINT NOT NULL,
    saved     BIGINT NOT NULL,
    pledged   BIGINT NOT NULL,
    common    BIGINT NOT NULL,
    paid      BIGINT NOT NULL,
    returned  BIGINT NOT NULL,
    PRIMARY KEY (book, round, budget)
) WITH (fillfactor = 50);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is never changed';
END $$;
CREATE TRIGGER event_fixed BEFORE UPDATE OR DELETE ON event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_kept BEFORE TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_fixed BEFORE UPDATE OR DELETE ON transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_kept BEFORE TRUNCATE ON transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
