-- The parts of all tables that are found without naming a schema: table, kind, name, definition in one line.
WITH ours AS (SELECT * FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'v', 'm') AND pg_table_is_visible(oid)
    AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
parts AS (
    SELECT ours.oid, 'table' AS kind, relname::text AS name,
        concat('kind ', relkind::text, ', persistence ', relpersistence::text, ', row security ',
            relrowsecurity::text, ', inherited ',
            EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = ours.oid)::text) AS definition
    FROM ours
    UNION ALL
    -- 0: no statistics are kept, since they would be a sample of erased words.
    SELECT ours.oid, 'column', attname::text,
        concat(format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' NOT NULL' END,
            ' ' || attidentity::text, ' ' || attgenerated::text, ' DEFAULT ' || pg_get_expr(adbin, adrelid),
            CASE WHEN attstattarget = 0 THEN ' STATISTICS 0' END)
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    UNION ALL
    SELECT ours.oid, 'index', indexrelid::regclass::text,
        concat(pg_get_indexdef(indexrelid, 0, true),
            CASE WHEN NOT (indisvalid AND indisready AND indislive) THEN ' (cannot be used)' END)
    FROM ours JOIN pg_index ON indrelid = ours.oid
    UNION ALL
    -- 'n', NOT NULL, is there only on newer servers, and stands with the columns.
    SELECT ours.oid, 'constraint', conname::text,
        concat(pg_get_constraintdef(pg_constraint.oid, true),
            CASE WHEN NOT convalidated THEN ' (not validated)' END)
    FROM ours JOIN pg_constraint ON conrelid = ours.oid AND contype <> 'n'
    UNION ALL
    SELECT ours.oid, 'trigger', tgname::text,
        concat(CASE tgenabled WHEN 'O' THEN 'on: ' WHEN 'D' THEN 'off: ' ELSE 'not always on: ' END,
            pg_get_triggerdef(pg_trigger.oid, true), ': ', prosrc)
    FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal JOIN pg_proc ON pg_proc.oid = tgfoid
    UNION ALL
    SELECT ours.oid, 'rule', rulename::text,
        concat(CASE ev_enabled WHEN 'D' THEN 'off: ' END, pg_get_ruledef(pg_rewrite.oid, true))
    FROM ours JOIN pg_rewrite ON ev_class = ours.oid)
SELECT relname::text, kind, name, btrim(regexp_replace(definition, '\s+', ' ', 'g'))
FROM parts JOIN ours ON ours.oid = parts.oid ORDER BY 1, 2, 3
