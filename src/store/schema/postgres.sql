-- The parts of all tables that are found without naming a schema: table, kind, name, definition in one line.
WITH ours AS (SELECT * FROM pg_class WHERE relkind IN ('r', 'p', 'f', 'v', 'm') AND pg_table_is_visible(oid)
    AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)),
parts AS (
    SELECT ours.oid, 'table' AS kind, relname::pg_catalog.text AS name,
        concat('kind ', relkind::pg_catalog.text, ', persistence ', relpersistence::pg_catalog.text, ', row security ',
            relrowsecurity::pg_catalog.text, ', inherited ',
            EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = ours.oid)::pg_catalog.text) AS definition
    FROM ours
    UNION ALL
    -- 0: no statistics are kept, since they would be a sample of erased words.
    SELECT ours.oid, 'column', attname::pg_catalog.text,
        concat(format_type(atttypid, atttypmod),
            CASE WHEN attcollation NOT IN (0, 'pg_catalog."default"'::regcollation::oid)
                THEN ' COLLATE ' || attcollation::regcollation::pg_catalog.text END,
            CASE WHEN attnotnull THEN ' NOT NULL' END,
            ' ' || attidentity::pg_catalog.text, ' ' || attgenerated::pg_catalog.text, ' DEFAULT ' || pg_get_expr(adbin, adrelid),
            CASE WHEN attstattarget = 0 THEN ' STATISTICS 0' END)
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    UNION ALL
    SELECT ours.oid, 'index', indexrelid::regclass::pg_catalog.text,
        concat(pg_get_indexdef(indexrelid, 0, true),
            CASE WHEN NOT (indisvalid AND indisready AND indislive) THEN ' (cannot be used)' END)
    -- One that is being made again beside the old one is not used yet, or no longer.
    FROM ours JOIN pg_index ON indrelid = ours.oid
    WHERE indisvalid OR indexrelid::regclass::pg_catalog.text !~ '_cc(new|old)[0-9]*$'
    UNION ALL
    -- 'n', NOT NULL, is there only on newer servers, and stands with the columns.
    SELECT ours.oid, 'constraint', conname::pg_catalog.text,
        concat(pg_get_constraintdef(pg_constraint.oid, true),
            CASE WHEN NOT convalidated THEN ' (not validated)' END)
    FROM ours JOIN pg_constraint ON conrelid = ours.oid AND contype <> 'n'
    UNION ALL
    -- Of others, but keeping our rows from being deleted.
    SELECT ours.oid, 'foreign key', concat(conrelid::regclass::pg_catalog.text, '.', conname::pg_catalog.text),
        pg_get_constraintdef(pg_constraint.oid, true)
    FROM ours JOIN pg_constraint ON confrelid = ours.oid AND contype = 'f' AND conrelid <> confrelid
    UNION ALL
    -- Of columns whose words are erased they would be a sample.
    SELECT ours.oid, 'statistics', stxname::pg_catalog.text, pg_get_statisticsobjdef(pg_statistic_ext.oid)
    FROM ours JOIN pg_statistic_ext ON stxrelid = ours.oid
    UNION ALL
    SELECT ours.oid, 'trigger', tgname::pg_catalog.text,
        concat(CASE WHEN tgenabled = 'A' OR tgenabled = 'O' AND current_setting('session_replication_role') <> 'replica'
                THEN 'on: ' WHEN tgenabled = 'D' THEN 'off: ' ELSE 'not always on: ' END,
            pg_get_triggerdef(pg_trigger.oid, true), ': ', prosrc)
    FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal JOIN pg_proc ON pg_proc.oid = tgfoid
    UNION ALL
    SELECT ours.oid, 'rule', rulename::pg_catalog.text,
        concat(CASE ev_enabled WHEN 'D' THEN 'off: ' END, pg_get_ruledef(pg_rewrite.oid, true))
    FROM ours JOIN pg_rewrite ON ev_class = ours.oid)
SELECT relname::pg_catalog.text, kind, name, btrim(regexp_replace(definition, '[[:space:]]+', ' ', 'g'))
FROM parts JOIN ours ON ours.oid = parts.oid ORDER BY 1, 2, 3
