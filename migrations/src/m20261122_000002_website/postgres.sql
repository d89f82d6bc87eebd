-- What the processes of the website share and nobody needs to keep: no row is part of the books.

-- What a visitor has shown, for as long as they stay.
CREATE TABLE session (
    digest            BYTEA NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the cookie
    book              BIGINT NOT NULL,
    cheque            BIGINT NOT NULL,              -- the cheque of the code that was shown last
    generation        BIGINT NOT NULL,              -- which of its codes it was
    beside            BIGINT,                       -- another cheque, of which a code was shown before
    beside_generation BIGINT,
    wallet            BIGINT,                       -- into which a cheque was activated
    until             BIGINT NOT NULL               -- when it ends, in milliseconds
);
CREATE INDEX session_over ON session (until);

-- Networks from which wrong codes came.
CREATE TABLE wrong_code (
    network BYTEA  NOT NULL PRIMARY KEY,     -- keyed hash of the address
    count   BIGINT NOT NULL,
    last    BIGINT NOT NULL                  -- when, in milliseconds
);
CREATE INDEX wrong_code_over ON wrong_code (last);
