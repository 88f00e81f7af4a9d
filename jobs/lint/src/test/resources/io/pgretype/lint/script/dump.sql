--
-- PostgreSQL database dump
--

\restrict 3TkJfzvVvYtbzWhq4YzKqfuYrM2gSHuFVnbLfW8C8CJ2eWLyFK5VTN9c2gfEZQk

-- Dumped from database version 18.0
-- Dumped by pg_dump version 18.0

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

--
-- Name: shop; Type: DATABASE; Schema: -; Owner: postgres
--

CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'en_US.UTF-8';


ALTER DATABASE shop OWNER TO postgres;

\unrestrict 3TkJfzvVvYtbzWhq4YzKqfuYrM2gSHuFVnbLfW8C8CJ2eWLyFK5VTN9c2gfEZQk
\connect shop
\restrict 3TkJfzvVvYtbzWhq4YzKqfuYrM2gSHuFVnbLfW8C8CJ2eWLyFK5VTN9c2gfEZQk

--
-- Name: total(integer); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.total(a integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (total.a > 0) THEN 1
             ELSE 0
         END AS "case";
 SELECT 2;
END;


ALTER FUNCTION public.total(a integer) OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
begin
  new.a := $$it's; $1$$;
  return new;
end;
$_$;


CREATE TABLE public.item (
    id integer NOT NULL,
    note text DEFAULT 'a;b'::text,
    "odd;name" text
);


COPY public.item (id, note, "odd;name") FROM stdin;
1	it's; select 1;	\N
2	$$ /* --	x\\y
\.


--
-- Name: item item_rule; Type: RULE; Schema: public; Owner: postgres
--

CREATE RULE item_rule AS
    ON DELETE TO public.item DO INSTEAD ( UPDATE public.item SET note = NULL::text
  WHERE (item.id = old.id);
 NOTIFY item;
);


SELECT pg_catalog.setval('public.item_id_seq', 2, true);


--
-- PostgreSQL database dump complete
--

\unrestrict 3TkJfzvVvYtbzWhq4YzKqfuYrM2gSHuFVnbLfW8C8CJ2eWLyFK5VTN9c2gfEZQk

