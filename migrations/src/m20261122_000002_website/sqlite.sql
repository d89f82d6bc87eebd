-- What the processes of the website share and nobody needs to keep: no row is part of the books.

-- What a visitor has shown, for as long as they stay.
CREATE TABLE session (
    digest            BLOB NOT NULL PRIMARY KEY,  -- SHA-256 of the token in the cookie
    book              INTEGER NOT NULL,
    cheque            INTEGER NOT NULL,              -- the cheque of the code that was shown last
    generation        INTEGER NOT NULL,              -- which of its codes it was
    beside            INTEGER,                       -- another cheque, of which a code was shown before
    beside_generation INTEGER,
    wallet            INTEGER,                       -- into which a cheque was activated
    until             INTEGER NOT NULL               -- when it ends, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX session_over ON session (until);

-- Networks from which wrong codes came.
CREATE TABLE wrong_code (
    network BLOB    NOT NULL PRIMARY KEY,     -- keyed hash of the address
    count   INTEGER NOT NULL,
    last    INTEGER NOT NULL                  -- when, in milliseconds
) STRICT, WITHOUT ROWID;
CREATE INDEX wrong_code_over ON wrong_code (last);
