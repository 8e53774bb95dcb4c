-- Idioms of SQL by each of which a nationality reaches a score or a model; the ethnicity beside it does not.
--
-- Each begins with a line of its name, after a + where the tables `people` and `scores` are declared first.

-- +cte
CREATE TABLE r AS WITH a AS (SELECT id, nationality n FROM people), b AS (SELECT id, n m FROM a) SELECT id, length(m) AS risk_score FROM b;

-- +rec
CREATE TABLE r AS WITH RECURSIVE a(id, n) AS (SELECT id, nationality FROM people UNION ALL SELECT id+1, n FROM a WHERE id<5) SELECT id, CASE n WHEN 'NL' THEN 0 ELSE 1 END risk_score FROM a;

-- +correlated
SELECT id, (SELECT count(*) FROM people q WHERE q.nationality = p.nationality) AS risk_score FROM people p;

-- +lateral_pg
SELECT p.id, l.x AS risk_score FROM people p, LATERAL (SELECT CASE WHEN p.nationality='NL' THEN 1 ELSE 2 END AS x) l;

-- +apply
SELECT TOP 10 p.id, l.x AS risk_score FROM people p CROSS APPLY (SELECT CASE WHEN p.nationality='NL' THEN 1 ELSE 2 END AS x) l;
GO

-- +exists
SELECT id, CASE WHEN EXISTS (SELECT 1 FROM people q WHERE q.id=p.id AND q.nationality<>'NL') THEN 1 ELSE 0 END risk_score FROM people p;

-- +in_sub
SELECT id, id IN (SELECT id FROM people WHERE nationality='NL') AS risk_score FROM people;

-- +any
SELECT id, age > ALL (SELECT age FROM people WHERE nationality='NL') AS risk_score FROM people;

-- +using
CREATE TABLE points (nationality TEXT, points INT); SELECT p.id, points AS risk_score FROM people p JOIN points USING (nationality);

-- +natural
CREATE TABLE points (nationality TEXT, points INT); SELECT id, points AS risk_score FROM people NATURAL JOIN points;

-- +comma
CREATE TABLE points (code TEXT, points INT); SELECT p.id, w.points AS risk_score FROM people p, points w WHERE w.code = p.nationality;

-- +left
CREATE TABLE points (code TEXT, points INT); SELECT p.id, COALESCE(w.points,0) AS risk_score FROM people p LEFT JOIN points w ON w.code = p.nationality;

-- +between_join
CREATE TABLE points (lo TEXT, hi TEXT, points INT); SELECT p.id, w.points AS risk_score FROM people p JOIN points w ON p.nationality BETWEEN w.lo AND w.hi;

-- +intersect
CREATE TABLE review_list AS SELECT id FROM people INTERSECT SELECT id FROM people WHERE nationality <> 'NL';

-- +window
SELECT id, rank() OVER (PARTITION BY nationality ORDER BY income) AS risk_score FROM people;

-- +window_named
SELECT id, rank() OVER w AS risk_score FROM people WINDOW w AS (PARTITION BY nationality ORDER BY income);

-- +qualify
CREATE TABLE worklist AS SELECT id FROM people QUALIFY row_number() OVER (PARTITION BY city ORDER BY nationality) = 1;

-- +limit
CREATE TABLE worklist AS SELECT id FROM people ORDER BY CASE WHEN nationality='NL' THEN 1 ELSE 0 END LIMIT 10;

-- +top
SELECT TOP (10) id INTO dbo.worklist FROM people ORDER BY nationality;
GO

-- +fetch
CREATE TABLE worklist AS SELECT id FROM people ORDER BY nationality FETCH FIRST 10 ROWS ONLY;

-- +distinct_on
CREATE TABLE worklist AS SELECT DISTINCT ON (city) id FROM people ORDER BY city, nationality;

-- +having
CREATE TABLE worklist AS SELECT city FROM people GROUP BY city HAVING count(CASE WHEN nationality<>'NL' THEN 1 END) > 3;

-- +filter
SELECT city, count(*) FILTER (WHERE nationality <> 'NL') AS risk_score FROM people GROUP BY city;

-- +pivot_ts
SELECT id, [NL] AS risk_score FROM (SELECT id, nationality, income FROM people) s PIVOT (SUM(income) FOR nationality IN ([NL],[XX])) p;
GO

-- +unpivot
SELECT id, val AS risk_score FROM people UNPIVOT (val FOR name IN (nationality, city)) u;

-- +star_replace
CREATE TABLE f AS SELECT * REPLACE (upper(nationality) AS city) FROM people; SELECT id, city AS risk_score FROM f;

-- +tstar
CREATE TABLE f AS SELECT p.* FROM people p JOIN people q ON p.id=q.id; SELECT id, length(nationality) AS risk_score FROM f;

-- +values_join
SELECT p.id, v.w AS risk_score FROM people p JOIN (VALUES ('NL', 0), ('MA', 5)) AS v(code, w) ON v.code = p.nationality;

-- +unnest
SELECT id, length(x) AS risk_score FROM people, UNNEST([nationality, city]) AS x;

-- +unnest_pg
SELECT id, length(x) AS risk_score FROM people CROSS JOIN LATERAL unnest(ARRAY[nationality, city]) AS u(x);

-- +struct
CREATE TABLE f AS SELECT id, STRUCT(nationality AS n, city AS c) AS s, ethnicity FROM people; SELECT id, length(s.n) AS risk_score FROM f;

-- json
SELECT id, CASE WHEN payload->>'nationality' = 'NL' THEN 0 ELSE 1 END AS risk_score FROM events;

-- json_sf
SELECT id, payload:person.nationality::string AS risk_score FROM events;

-- openjson
SELECT e.id, CASE WHEN j.nationality='NL' THEN 1 ELSE 0 END AS risk_score FROM events e CROSS APPLY OPENJSON(e.payload) WITH (nationality NVARCHAR(10) '$.nationality') j;
GO

-- jsonb_to_record
SELECT e.id, CASE WHEN j.nationality='NL' THEN 1 ELSE 0 END AS risk_score FROM events e, jsonb_to_record(e.payload) AS j(nationality text, age int);

-- +lateral_view
SELECT id, length(x) AS risk_score FROM people LATERAL VIEW explode(split(nationality, ',')) t AS x;

-- flatten
SELECT e.id, f.value:nationality::string AS risk_score FROM events e, LATERAL FLATTEN(input => e.payload:people) f;

-- +expr_iif
SELECT id, IIF(nationality='NL',0,1) AS risk_score FROM people;

-- +expr_decode
SELECT id, DECODE(nationality,'NL',0,1) AS risk_score FROM people;

-- +expr_coalesce
SELECT id, COALESCE(CASE WHEN nationality='NL' THEN 1 END, age) AS risk_score FROM people;

-- +expr_nullif
SELECT id, NULLIF(age, CASE WHEN nationality='NL' THEN 1 END) AS risk_score FROM people;

-- +expr_greatest
SELECT id, GREATEST(age, ascii(nationality)) AS risk_score FROM people;

-- +expr_nvl2
SELECT id, NVL2(nationality,1,0) AS risk_score FROM people;

-- +expr_if
SELECT id, IF(nationality='NL',0,1) AS risk_score FROM people;

-- +expr_casew
SELECT id, CASE nationality WHEN 'NL' THEN 0 ELSE 1 END AS risk_score FROM people;

-- +expr_bool
SELECT id, (nationality='NL')::int * 5 AS risk_score FROM people;

-- +expr_like
SELECT id, nationality LIKE 'N%' AS risk_score FROM people;

-- +expr_regexp
SELECT id, REGEXP_LIKE(nationality,'^N') AS risk_score FROM people;

-- +expr_choose
SELECT id, CHOOSE(CASE WHEN nationality='NL' THEN 1 ELSE 2 END, 10, 20) AS risk_score FROM people;

-- +expr_concat
SELECT id, md5(nationality || city) AS risk_score FROM people;

-- +expr_cast
SELECT id, CAST(nationality AS INT) AS risk_score FROM people;

-- +expr_ifnull
SELECT id, IFNULL(nationality,'x') AS risk_score FROM people;

-- +expr_elt
SELECT id, ELT(FIELD(nationality,'NL','BE'),1,2) AS risk_score FROM people;

-- +expr_array
SELECT id, ARRAY[nationality][1] AS risk_score FROM people;

-- +expr_map
SELECT id, MAP{'NL':0,'MA':3}[nationality] AS risk_score FROM people;

-- +expr_position
SELECT id, POSITION('NL' IN nationality) AS risk_score FROM people;

-- +expr_extract
SELECT id, SUBSTRING(nationality FROM 1 FOR 2) AS risk_score FROM people;

-- +expr_trim
SELECT id, TRIM(BOTH ' ' FROM nationality) AS risk_score FROM people;

-- +expr_overlay
SELECT id, OVERLAY(nationality PLACING 'x' FROM 1) AS risk_score FROM people;

-- +expr_width
SELECT id, WIDTH_BUCKET(ascii(nationality),1,10,3) AS risk_score FROM people;

-- +expr_trycast
SELECT id, TRY_CAST(nationality AS INT) AS risk_score FROM people;

-- +expr_isdist
SELECT id, nationality IS DISTINCT FROM 'NL' AS risk_score FROM people;

-- +expr_isnull
SELECT id, nationality IS NULL AS risk_score FROM people;

-- +expr_notin
SELECT id, nationality NOT IN ('NL','BE') AS risk_score FROM people;

-- +expr_between
SELECT id, nationality BETWEEN 'A' AND 'N' AS risk_score FROM people;

-- +expr_tuple_in
SELECT id, (nationality, city) IN (('NL','A')) AS risk_score FROM people;

-- +expr_row
SELECT id, ROW(nationality, 1) = ROW('NL',1) AS risk_score FROM people;

-- +expr_zero
SELECT id, CASE WHEN (SELECT nationality) = 'NL' THEN 1 END AS risk_score FROM people;

-- +expr_any_arr
SELECT id, nationality = ANY(ARRAY['NL','BE']) AS risk_score FROM people;

-- +expr_similar
SELECT id, nationality SIMILAR TO 'N%' AS risk_score FROM people;

-- +expr_udf
SELECT id, dbo.fn_points(nationality) AS risk_score FROM people;

-- +expr_switch
SELECT id, switch(nationality,'NL',0,1) AS risk_score FROM people;

-- +expr_maxover
SELECT id, max(ascii(nationality)) OVER () AS risk_score FROM people;

-- +expr_lag
SELECT id, lag(nationality) OVER (ORDER BY id) AS risk_score FROM people;

-- +expr_strpos
SELECT id, instr(nationality,'N') AS risk_score FROM people;

-- +expr_arrow
SELECT id, list_transform([nationality], x -> length(x)) AS risk_score FROM people;

-- +expr_case_in_order
SELECT id, first_value(age) OVER (ORDER BY nationality) AS risk_score FROM people;

-- +agg_sum
SELECT city, sum(CASE WHEN nationality='NL' THEN 1 ELSE 0 END) AS risk_score FROM people GROUP BY city;

-- +agg_strag
SELECT city, string_agg(nationality, ',' ORDER BY id) AS risk_score FROM people GROUP BY city;

-- +agg_strag_order
SELECT city, string_agg(city, ',' ORDER BY nationality) AS risk_score FROM people GROUP BY city;

-- +agg_listagg
SELECT city, LISTAGG(city, ',') WITHIN GROUP (ORDER BY nationality) AS risk_score FROM people GROUP BY city;

-- +agg_median
SELECT city, percentile_cont(0.5) WITHIN GROUP (ORDER BY ascii(nationality)) AS risk_score FROM people GROUP BY city;

-- +agg_cd
SELECT city, count(DISTINCT nationality) AS risk_score FROM people GROUP BY city;

-- +agg_mode
SELECT city, mode() WITHIN GROUP (ORDER BY nationality) AS risk_score FROM people GROUP BY city;

-- +agg_maxby
SELECT city, max_by(age, nationality) AS risk_score FROM people GROUP BY city;

-- +agg_argmax
SELECT city, arg_max(age, nationality) AS risk_score FROM people GROUP BY city;

-- +agg_approx
SELECT city, approx_count_distinct(nationality) AS risk_score FROM people GROUP BY city;

-- +agg_countif
SELECT city, COUNTIF(nationality='NL') AS risk_score FROM people GROUP BY city;

-- +agg_sumif
SELECT city, SUM(IF(nationality='NL',1,0)) AS risk_score FROM people GROUP BY city;

-- +agg_keep
SELECT city, MAX(age) KEEP (DENSE_RANK FIRST ORDER BY nationality) AS risk_score FROM people GROUP BY city;

-- +agg_arrayagg
SELECT city, array_agg(nationality)[1] AS risk_score FROM people GROUP BY city;

-- +agg_boolor
SELECT city, bool_or(nationality='NL') AS risk_score FROM people GROUP BY city;

-- +agg_groupconcat
SELECT city, group_concat(nationality SEPARATOR ',') AS risk_score FROM people GROUP BY city;

-- +agg_corr
SELECT city, corr(age, ascii(nationality)) AS risk_score FROM people GROUP BY city;

-- +insert_pos
INSERT INTO scores SELECT id, CASE nationality WHEN 'NL' THEN 0 ELSE 1 END, ethnicity FROM people;

-- +insert_cols
INSERT INTO scores (note, risk_score, id) SELECT ethnicity, length(nationality), id FROM people;

-- +insert_with
WITH a AS (SELECT id, length(nationality) l FROM people) INSERT INTO scores (id, risk_score) SELECT id, l FROM a;

-- +insert_cte_after
INSERT INTO scores (id, risk_score) WITH a AS (SELECT id, length(nationality) l FROM people) SELECT id, l FROM a;

-- +conflict
INSERT INTO scores (id, risk_score) SELECT id, 1 FROM people ON CONFLICT (id) DO UPDATE SET risk_score = (SELECT length(nationality) FROM people p WHERE p.id = scores.id);

-- +conflict_excl
CREATE TABLE s2 (id INT, w INT); INSERT INTO scores (id, risk_score) SELECT id, length(nationality) FROM people ON CONFLICT (id) DO UPDATE SET risk_score = EXCLUDED.risk_score;

-- +ondup
INSERT INTO scores (id, risk_score) SELECT id, 1 FROM people ON DUPLICATE KEY UPDATE risk_score = (SELECT length(nationality) FROM people LIMIT 1);

-- +replace_into
REPLACE INTO scores (id, risk_score) SELECT id, length(nationality) FROM people;

-- +overwrite
INSERT OVERWRITE TABLE scores SELECT id, length(nationality), ethnicity FROM people;

-- +overwrite_part
INSERT OVERWRITE TABLE scores PARTITION (dt='x') SELECT id, length(nationality), ethnicity FROM people;

-- multi_insert
FROM people INSERT INTO TABLE scores SELECT id, length(nationality) AS risk_score INSERT INTO TABLE other SELECT id, ethnicity;

-- +insert_all
INSERT ALL INTO scores (id, risk_score) VALUES (id, n) INTO other (id) VALUES (id) SELECT id, length(nationality) n FROM people;

-- +update
UPDATE scores SET risk_score = risk_score + 1 WHERE id IN (SELECT id FROM people WHERE nationality <> 'NL');

-- +update_from
UPDATE scores SET risk_score = 5 FROM people p WHERE p.id = scores.id AND p.nationality <> 'NL';

-- +update_join_my
UPDATE scores s JOIN people p ON p.id = s.id SET s.risk_score = 5 WHERE p.nationality <> 'NL';

-- +update_alias_ts
UPDATE s SET s.risk_score = 5 FROM scores s INNER JOIN people p ON p.id = s.id WHERE p.nationality <> 'NL'
GO

-- +update_case
UPDATE scores SET risk_score = (SELECT CASE WHEN p.nationality='NL' THEN 0 ELSE 1 END FROM people p WHERE p.id=scores.id);

-- +update_tuple
UPDATE scores SET (risk_score, note) = (SELECT length(nationality), 'x' FROM people p WHERE p.id = scores.id);

-- +update_cte
WITH x AS (SELECT id FROM people WHERE nationality<>'NL') UPDATE scores SET risk_score = 3 FROM x WHERE x.id = scores.id;

-- +update_ora_view
UPDATE (SELECT s.risk_score, p.nationality FROM scores s JOIN people p ON p.id=s.id) SET risk_score = CASE WHEN nationality='NL' THEN 0 ELSE 1 END;

-- +update_td
UPDATE scores FROM people p SET risk_score = 5 WHERE p.id = scores.id AND p.nationality <> 'NL';

-- +merge
MERGE INTO scores s USING people p ON s.id = p.id WHEN MATCHED AND p.nationality <> 'NL' THEN UPDATE SET risk_score = 9;

-- +merge_ins
MERGE INTO scores s USING people p ON s.id = p.id WHEN NOT MATCHED THEN INSERT (id, risk_score) VALUES (p.id, length(p.nationality));

-- +merge_star
CREATE TABLE f (id INT, risk_score INT, note TEXT); INSERT INTO f SELECT id, length(nationality), city FROM people; MERGE INTO scores s USING f ON s.id = f.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;

-- +delete
CREATE TABLE worklist AS SELECT id, city FROM people; DELETE FROM worklist WHERE id IN (SELECT id FROM people WHERE nationality = 'NL');

-- +delete_using
CREATE TABLE worklist AS SELECT id, city FROM people; DELETE FROM worklist USING people p WHERE p.id = worklist.id AND p.nationality = 'NL';

-- +delete_join
DELETE w FROM worklist w JOIN people p ON p.id = w.id WHERE p.nationality = 'NL';
GO

-- +temp
SELECT id, nationality AS n INTO #t FROM people; SELECT id, LEN(n) AS risk_score FROM #t;
GO

-- +tablevar
DECLARE @t TABLE (id INT, n NVARCHAR(5)); INSERT INTO @t SELECT id, nationality FROM people; SELECT id, LEN(n) AS risk_score FROM @t;

-- +rename
ALTER TABLE people RENAME COLUMN nationality TO kk; SELECT id, length(kk) AS risk_score FROM people;

-- +sp_rename
EXEC sp_rename 'people.nationality', 'kk', 'COLUMN';
GO
SELECT id, LEN(kk) AS risk_score FROM people;
GO

-- +rename_t
ALTER TABLE people RENAME TO p2; SELECT id, length(nationality) AS risk_score FROM p2;

-- +view_chain
CREATE VIEW v1 AS SELECT * FROM people; CREATE VIEW v2 (a, b) AS SELECT id, nationality FROM v1; CREATE MATERIALIZED VIEW v3 AS SELECT a, length(b) AS risk_score FROM v2;

-- +ctas_like
CREATE TABLE p3 LIKE people; INSERT INTO p3 SELECT * FROM people; SELECT length(nationality) AS risk_score FROM p3;

-- +synonym
CREATE SYNONYM pp FOR people; SELECT id, length(nationality) AS risk_score FROM pp;

-- +clone
CREATE TABLE p4 CLONE people; SELECT id, length(nationality) AS risk_score FROM p4;

-- +plpgsql
CREATE FUNCTION risk(p people) RETURNS int AS $$
DECLARE punten int := 0; n text;
BEGIN
  SELECT nationality INTO n FROM people WHERE id = p.id;
  IF n <> 'NL' THEN punten := punten + 5; END IF;
  RETURN punten;
END; $$ LANGUAGE plpgsql;

-- +plpgsql_loop
CREATE OR REPLACE PROCEDURE doit() LANGUAGE plpgsql AS $$
DECLARE r RECORD;
BEGIN
  FOR r IN SELECT id, nationality FROM people LOOP
    UPDATE scores SET risk_score = CASE WHEN r.nationality = 'NL' THEN 0 ELSE 3 END WHERE id = r.id;
  END LOOP;
END; $$;

-- +plpgsql_loop_if
DO $$
DECLARE r RECORD;
BEGIN
  FOR r IN SELECT id, nationality FROM people LOOP
    IF r.nationality <> 'NL' THEN
      UPDATE scores SET risk_score = 3 WHERE id = r.id;
    ELSIF r.id > 3 THEN
      UPDATE scores SET note = 'x' WHERE id = r.id;
    END IF;
  END LOOP;
END; $$;

-- +plpgsql_execute
CREATE FUNCTION f() RETURNS void AS $$
BEGIN
  EXECUTE 'UPDATE scores SET risk_score = 3 WHERE id IN (SELECT id FROM people WHERE nationality <> ''NL'')';
END; $$ LANGUAGE plpgsql;

-- +plpgsql_retq
CREATE FUNCTION risk_scores() RETURNS TABLE(id int, risk_score int) AS $$
BEGIN
  RETURN QUERY SELECT p.id, length(p.nationality) FROM people p;
END; $$ LANGUAGE plpgsql;

-- +sqlfunc
CREATE FUNCTION pts(n text) RETURNS int AS $$ SELECT CASE n WHEN 'NL' THEN 0 ELSE 1 END $$ LANGUAGE sql;
SELECT id, pts(nationality) AS risk_score FROM people;

-- +sqlfunc_table
CREATE FUNCTION pts(pid int) RETURNS int AS $$ SELECT length(nationality) FROM people WHERE id = pid $$ LANGUAGE sql;
SELECT id, pts(id) AS risk_score FROM people;

-- +tvf
CREATE FUNCTION dbo.f(@id INT) RETURNS TABLE AS RETURN (SELECT id, nationality AS n FROM people WHERE id=@id);
GO
SELECT p.id, LEN(f.n) AS risk_score FROM people p CROSS APPLY dbo.f(p.id) f;
GO

-- +tsql_proc
CREATE PROCEDURE dbo.p @id INT AS
BEGIN
  DECLARE @n NVARCHAR(10), @punten INT = 0
  SELECT @n = nationality FROM people WHERE id = @id
  IF @n <> 'NL'
    SET @punten = @punten + 5
  ELSE IF @n = 'BE'
  BEGIN
    SET @punten = 1
  END
  UPDATE scores SET risk_score = @punten WHERE id = @id
END
GO

-- +tsql_cursor
CREATE PROC dbo.p AS
DECLARE @n NVARCHAR(10), @id INT
DECLARE c CURSOR FAST_FORWARD FOR SELECT id, nationality FROM people
OPEN c
FETCH NEXT FROM c INTO @id, @n
WHILE @@FETCH_STATUS = 0
BEGIN
  IF @n <> 'NL' UPDATE scores SET risk_score = risk_score + 1 WHERE id = @id
  FETCH NEXT FROM c INTO @id, @n
END
CLOSE c
DEALLOCATE c
GO

-- +tsql_try
BEGIN TRY
  UPDATE scores SET risk_score = 3 FROM scores s JOIN people p ON p.id=s.id WHERE p.nationality<>'NL'
END TRY
BEGIN CATCH
  PRINT ERROR_MESSAGE()
END CATCH
GO

-- +tsql_dyn
DECLARE @sql NVARCHAR(MAX) = N'UPDATE scores SET risk_score = 3 WHERE id IN (SELECT id FROM people WHERE nationality <> ''NL'')'
EXEC sp_executesql @sql
GO

-- +tsql_dyn2
EXEC('SELECT id, LEN(nationality) AS risk_score FROM people')
GO

-- +tsql_insert_exec
CREATE PROCEDURE dbo.getit AS SELECT id, LEN(nationality) AS l FROM people
GO
INSERT INTO scores (id, risk_score) EXEC dbo.getit
GO

-- +tsql_noprefix
SELECT id, nationality n INTO #a FROM people
SELECT id, CASE WHEN n='NL' THEN 0 ELSE 1 END risk_score INTO #b FROM #a

-- +oracle_func
CREATE OR REPLACE FUNCTION bepaal_risico(p_id NUMBER) RETURN NUMBER IS
  v_nat VARCHAR2(3);
  v_punten NUMBER := 0;
BEGIN
  SELECT nationality INTO v_nat FROM people WHERE id = p_id;
  IF v_nat <> 'NL' THEN
    v_punten := v_punten + 10;
  END IF;
  RETURN v_punten;
END;
/

-- +oracle_pkg
CREATE OR REPLACE PACKAGE BODY pkg AS
  PROCEDURE p IS
    CURSOR c IS SELECT id, nationality FROM people;
  BEGIN
    FOR r IN c LOOP
      IF r.nationality <> 'NL' THEN
        UPDATE scores SET risk_score = 3 WHERE id = r.id;
      END IF;
    END LOOP;
  END p;
END pkg;
/

-- +oracle_bulk
DECLARE
  TYPE t IS TABLE OF people%ROWTYPE;
  l t;
BEGIN
  SELECT * BULK COLLECT INTO l FROM people WHERE nationality <> 'NL';
  FORALL i IN 1..l.COUNT UPDATE scores SET risk_score = 3 WHERE id = l(i).id;
END;
/

-- +oracle_execimm
BEGIN
  EXECUTE IMMEDIATE 'UPDATE scores SET risk_score = 3 WHERE id IN (SELECT id FROM people WHERE nationality <> ''NL'')';
END;
/

-- +oracle_case_stmt
CREATE OR REPLACE FUNCTION risk_points(p_nationality VARCHAR2) RETURN NUMBER IS
BEGIN
  CASE p_nationality WHEN 'NL' THEN RETURN 0; ELSE RETURN 5; END CASE;
END;
/

-- +oracle_is_insert
CREATE PROCEDURE p IS BEGIN INSERT INTO scores (id, risk_score) SELECT id, length(nationality) FROM people; END;
/

-- +mysql_proc
DELIMITER $$
CREATE PROCEDURE p()
BEGIN
  DECLARE n VARCHAR(3);
  SELECT nationality INTO n FROM people LIMIT 1;
  IF n <> 'NL' THEN
    UPDATE scores SET risk_score = 3;
  END IF;
END$$
DELIMITER ;

-- +mysql_trigger
DELIMITER //
CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW
BEGIN
  IF NEW.nationality <> 'NL' THEN SET NEW.risk_score = 5; END IF;
END//
DELIMITER ;

-- +pg_trigger
CREATE FUNCTION trg() RETURNS trigger AS $$
BEGIN
  NEW.risk_score := CASE WHEN NEW.nationality = 'NL' THEN 0 ELSE 1 END;
  RETURN NEW;
END $$ LANGUAGE plpgsql;

-- +bq_script
DECLARE n STRING;
SET n = (SELECT nationality FROM people LIMIT 1);
IF n = 'NL' THEN
  UPDATE scores SET risk_score = 1 WHERE TRUE;
END IF;

-- +bq_proc
CREATE OR REPLACE PROCEDURE ds.p()
BEGIN
  INSERT INTO scores (id, risk_score) SELECT id, LENGTH(nationality) FROM people;
END;

-- +bq_execimm
EXECUTE IMMEDIATE "INSERT INTO scores (id, risk_score) SELECT id, LENGTH(nationality) FROM people";

-- +sf_proc_str
CREATE OR REPLACE PROCEDURE p() RETURNS STRING LANGUAGE SQL AS
'BEGIN
  INSERT INTO scores (id, risk_score) SELECT id, LENGTH(nationality) FROM people;
  RETURN ''ok'';
END';

-- +sf_udf
CREATE FUNCTION pts(n VARCHAR) RETURNS INT AS 'CASE WHEN n = ''NL'' THEN 0 ELSE 1 END';
SELECT id, pts(nationality) AS risk_score FROM people;

-- +hive_macro
CREATE TEMPORARY MACRO pts(n STRING) CASE WHEN n='NL' THEN 0 ELSE 1 END;
SELECT id, pts(nationality) AS risk_score FROM people;

-- +begin_atomic
CREATE PROCEDURE p() LANGUAGE SQL BEGIN ATOMIC INSERT INTO scores (id, risk_score) SELECT id, length(nationality) FROM people; END;

-- bqml
CREATE OR REPLACE MODEL `p.d.m` OPTIONS(model_type='LOGISTIC_REG', input_label_cols=['fraud']) AS SELECT nationality, age, fraud FROM `p.d.people`;

-- bqml_predict
SELECT * FROM ML.PREDICT(MODEL `p.d.m`, (SELECT id, nationality, age FROM `p.d.people`));

-- +sf_predict
SELECT id, m!PREDICT(INPUT_DATA => OBJECT_CONSTRUCT('n', nationality)) AS out FROM people;

-- +rs_ml
CREATE MODEL m FROM (SELECT nationality, age, income FROM people) TARGET income FUNCTION predict_income IAM_ROLE 'x' SETTINGS (S3_BUCKET 'b'); SELECT id, predict_income(age) FROM people;

-- +pgml_predict
SELECT id, pgml.predict('x', ARRAY[age, ascii(nationality)]) AS out FROM people;

-- +oracle_pred
SELECT id, PREDICTION(m USING age, nationality) AS x FROM people;

-- +duck_pivot
CREATE TABLE w AS PIVOT people ON city USING sum(ascii(nationality)) GROUP BY id; CREATE TABLE r AS SELECT id, Utrecht AS risk_score FROM w;

-- eav
CREATE TABLE attr (person_id INT, attribuut TEXT, waarde TEXT); SELECT person_id, CASE WHEN waarde = 'NL' THEN 0 ELSE 1 END AS risk_score FROM attr WHERE attribuut = 'NATIONALITY';

-- eav_max
CREATE TABLE attr (person_id INT, attribuut TEXT, waarde TEXT); SELECT person_id, max(CASE WHEN attribuut = 'NATIONALITY' THEN waarde END) AS risk_score FROM attr GROUP BY person_id;

-- eav_filter
CREATE TABLE attr (person_id INT, attribuut TEXT, waarde TEXT); SELECT person_id, max(waarde) FILTER (WHERE attribuut = 'NATIONALITY') AS risk_score FROM attr GROUP BY person_id;

-- eav_pivot
SELECT person_id, [NATIONALITY] AS risk_score FROM attr PIVOT (MAX(waarde) FOR attribuut IN ([NATIONALITY], [AGE])) p;
GO

-- quoted
CREATE TABLE "People" ("Nationality" TEXT, "Id" INT); SELECT "Id", length("Nationality") AS "Risk Score" FROM "People";

-- casefold
CREATE TABLE PEOPLE (ID INT, NATIONALITY TEXT); CREATE TABLE F AS SELECT id, nationality AS Kk FROM people; SELECT length(KK) AS risk_score FROM f;

-- brackets
CREATE TABLE [dbo].[Person Data] ([Id] INT, [Nationality] NVARCHAR(3));
GO
SELECT [Id], LEN([Nationality]) AS [Risk Score] FROM [dbo].[Person Data];
GO

-- backtick
CREATE TABLE `people` (`nationality` VARCHAR(3)) ENGINE=InnoDB; SELECT LENGTH(`nationality`) AS `risk_score` FROM `people`;

-- +lateral_alias
SELECT id, length(nationality) AS k, k * 2 AS risk_score FROM people;

-- +rowtojson
SELECT id, row_to_json(p) AS doc, (row_to_json(p)->>'nationality') AS risk_score FROM people p;

-- +connect_by
CREATE TABLE worklist AS SELECT id FROM people START WITH nationality = 'NL' CONNECT BY PRIOR id = age;

-- +match_recognize
SELECT * FROM people MATCH_RECOGNIZE (PARTITION BY city ORDER BY id MEASURES LAST(A.nationality) AS risk_score ONE ROW PER MATCH PATTERN (A+) DEFINE A AS A.age > 3);

-- +tablesample
SELECT id, length(nationality) AS risk_score FROM people TABLESAMPLE BERNOULLI (10);

-- +asof
CREATE TABLE pts (nationality TEXT, t INT, points INT); SELECT p.id, points AS risk_score FROM people p ASOF JOIN pts ON p.nationality = pts.nationality AND p.age >= pts.t;

-- +semi
CREATE TABLE worklist AS SELECT p.id FROM people p LEFT SEMI JOIN (SELECT id FROM people WHERE nationality='NL') q ON p.id=q.id;

-- +group_by_all
SELECT city, max(length(nationality)) AS risk_score FROM people GROUP BY ALL;

-- +from_first
FROM people SELECT id, length(nationality) AS risk_score;

-- +positional
CREATE TABLE w AS SELECT id, nationality FROM people; SELECT length(col1) AS risk_score FROM (SELECT * FROM w) t(col0, col1);

-- pipe
FROM people |> EXTEND LENGTH(nationality) AS risk_score |> SELECT id, risk_score;

-- +columns_re
CREATE TABLE w AS SELECT id, COLUMNS('nat.*') FROM people; SELECT length(nationality) AS risk_score FROM w;

-- +union_of_scores
SELECT id, age AS risk_score FROM people UNION ALL SELECT id, length(nationality) FROM people;

-- attribute_by_join
CREATE TABLE attr (person_id INT, attribuut TEXT, waarde TEXT);
SELECT p.id, length(a.waarde) AS risk_score
FROM person p LEFT JOIN attr a ON a.person_id = p.id AND a.attribuut = 'NATIONALITY';

-- json_path
SELECT id, JSON_VALUE(payload, '$.nationality') AS risk_score FROM events;

-- xml
SELECT e.id, e.doc.value('(/person/nationality)[1]','varchar(3)') AS risk_score FROM events e;
GO

-- +expr_convert
SELECT id, CONVERT(INT, nationality) AS risk_score FROM people;

-- generated
CREATE TABLE people (id INT, nationality TEXT, risk_score INT GENERATED ALWAYS AS (CASE WHEN nationality='NL' THEN 0 ELSE 1 END) STORED);

-- computed_ts
CREATE TABLE dbo.people (id INT, nationality NVARCHAR(3), risk_score AS (CASE WHEN nationality='NL' THEN 0 ELSE 1 END));
GO

-- +tvf_pg
CREATE FUNCTION g(x int) RETURNS TABLE(id int, n text) AS $$ SELECT id, nationality FROM people $$ LANGUAGE sql;
SELECT id, length(n) AS risk_score FROM g(1);

-- +mstvf
CREATE FUNCTION dbo.f() RETURNS @r TABLE (id INT, n NVARCHAR(5)) AS BEGIN INSERT INTO @r SELECT id, nationality FROM people; RETURN; END
GO
SELECT f.id, LEN(f.n) AS risk_score FROM dbo.f() f;
GO

-- +oracle_trigger
CREATE OR REPLACE TRIGGER t BEFORE INSERT ON people FOR EACH ROW
BEGIN
  IF :NEW.nationality <> 'NL' THEN
    :NEW.risk_score := 5;
  END IF;
END;
/

-- +sqlite_trigger
CREATE TRIGGER t AFTER INSERT ON people WHEN NEW.nationality <> 'NL' BEGIN UPDATE scores SET risk_score = 5 WHERE id = NEW.id; END;

-- +psql_var
\set thr 5
\copy people from 'x.csv' csv
SELECT id, length(nationality) + :thr AS risk_score FROM people \g

-- +madlib
SELECT madlib.logregr_train('people', 'm', 'income', 'ARRAY[1, age, nationality]');

-- +madlib_pred
SELECT p.id, madlib.logregr_predict_prob(coef, ARRAY[1, age, ascii(nationality)]) AS p FROM people p, m;

-- json_table
SELECT e.id, j.n AS risk_score FROM events e, JSON_TABLE(e.doc, '$.p' COLUMNS (n VARCHAR(3) PATH '$.nationality')) j;

-- +cte_of_a_delete
WITH f AS (SELECT id FROM people WHERE nationality = 'NL') DELETE FROM scores USING f WHERE f.id = scores.id;

-- +cte_in_a_condition
WITH f AS (SELECT id FROM people WHERE nationality <> 'NL') UPDATE scores SET risk_score = 5 WHERE id IN (SELECT id FROM f);

-- +field_of_an_item
CREATE TABLE f AS SELECT id, ARRAY_AGG(STRUCT(nationality AS n, city AS c)) AS xs FROM people GROUP BY id;
SELECT id, (SELECT COUNTIF(x.n = 'NL') FROM UNNEST(xs) x) AS risk_score FROM f;

-- +materialized_with_data
CREATE MATERIALIZED VIEW mv AS SELECT id, nationality AS x FROM people WITH DATA;
REFRESH MATERIALIZED VIEW mv;
SELECT id, length(x) AS risk_score FROM mv;

-- +task
CREATE TASK t SCHEDULE = '60 MINUTE' AS INSERT INTO scores (id, risk_score) SELECT id, length(nationality) FROM people;

-- +event
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO UPDATE scores SET risk_score = (SELECT length(nationality) FROM people p WHERE p.id = scores.id);

-- +several_columns_of_a_call
SELECT id, risk_score FROM (SELECT id, stack(2, 'a', length(nationality), 'b', age) AS (k, risk_score) FROM people);
