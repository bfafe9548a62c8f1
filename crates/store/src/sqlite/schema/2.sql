-- What somebody has read of what they are told: by the product and the event that told them.
CREATE TABLE notices_read (
    person   BLOB    NOT NULL REFERENCES people ON DELETE CASCADE,
    product  BLOB    NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (person, product, position)
) STRICT, WITHOUT ROWID;
