package io.pgretype.lint;

import io.pgretype.lint.migration.Repository;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A shop's repository: 30 Flyway migrations on main, and a branch that adds three and edits an old one. */
public final class SampleRepository {

    private static final String DIRECTORY = "db/migration/";

    private SampleRepository() {}

    /** Its working tree is the branch's. */
    public static Path in(Path root) {
        Repository repository = Repository.in(root);
        repository.write(".pgretype.yaml", """
                migrations: db/migration
                base: main
                placeholders:
                  owner: shop_owner
                """);
        OF_MAIN.forEach((name, sql) -> repository.write(DIRECTORY + name, sql));
        repository.commit().branch();
        OF_THE_BRANCH.forEach((name, sql) -> repository.write(DIRECTORY + name, sql));
        return repository.commit().root();
    }

    private static final Map<String, String> OF_MAIN = new LinkedHashMap<>();

    private static final Map<String, String> OF_THE_BRANCH = new LinkedHashMap<>();

    static {
        main(
                "customer",
                "create table customer (id bigint generated always as identity primary key, name text not null);");
        main("orders", """
                create table orders (
                    id bigint generated always as identity primary key,
                    customer_id bigint not null references customer,
                    number integer not null unique,
                    placed timestamptz not null default now()
                );
                create index orders_customer on orders (customer_id);
                """);
        main("order_line", """
                create table order_line (
                    order_id bigint not null references orders on delete cascade,
                    line integer not null,
                    article text not null,
                    quantity integer not null check (quantity > 0),
                    primary key (order_id, line)
                );
                """);
        main("state", "create type order_state as enum ('placed', 'paid');");
        main("orders_state", "alter table orders add column state order_state not null default 'placed';");
        main("state_sent", "alter type order_state add value 'sent';");
        main("email", "alter table customer add column email varchar(100);");
        main("email_check", "alter table customer add constraint email_has_at check (email like '%@%') not valid;");
        main("email_validate", "alter table customer validate constraint email_has_at;");
        main("article", "create table article (code text primary key, price numeric(10, 2) not null);");
        main("articles", "insert into article select 'a' || n, n from generate_series(1, 100) n;");
        main("line_article", "alter table order_line add foreign key (article) references article;");
        main("line_article_index", "create index order_line_article on order_line (article);");
        main("role", "create role ${owner}; grant select, insert, update on orders to ${owner};");
        main("view", "create view open_orders as select id, placed from orders where state <> 'sent';");
        main("legacy", "alter table customer add column legacy_code char(8);");
        main("total", """
                create function order_total(of_order bigint) returns numeric language sql stable
                begin atomic
                    select coalesce(sum(quantity * price), 0)
                    from order_line join article on code = article
                    where order_id = of_order;
                end;
                """);
        main("touch", """
                create function touch() returns trigger language plpgsql as $$
                begin
                    new.placed := coalesce(new.placed, now());
                    return new;
                end $$;
                create trigger touch before insert on orders for each row execute function touch();
                """);
        main("payment", "create table payment (order_id bigint references orders, amount numeric(12, 2));");
        main("payment_index", "create index payment_order on payment (order_id);");
        main("payment_day", "alter table payment add column day date not null default current_date;");
        main("schema", "create schema report; create table report.daily (day date primary key, total numeric);");
        main(
                "materialized",
                "create materialized view report.sold as select article, sum(quantity) from order_line group by 1;");
        main("refresh", "refresh materialized view report.sold;");
        main("domain", "create domain percent as integer check (value between 0 and 100);");
        main("discount", "alter table article add column discount percent;");
        main("event", "create table event (at timestamptz not null, what text) partition by range (at);");
        main("event_default", "create table event_default partition of event default;");
        main("do", "do $$ begin execute 'alter table event add column who text'; end $$;");
        main(
                "comment",
                "comment on table orders is 'what customers bought'; comment on column orders.number is 'theirs';");

        OF_THE_BRANCH.put("V7__email.sql", "alter table customer add column email varchar(200);\n");
        OF_THE_BRANCH.put("V31__note.sql", """
                set lock_timeout = '2s';
                alter table orders add column note text;
                create table gift (order_id bigint primary key references orders, words text);
                create index gift_words on gift (words);
                """);
        OF_THE_BRANCH.put("V32__number.sql", """
                set lock_timeout = '2s';

                -- the numbers are nearly used up
                alter table orders
                    alter column number type bigint;
                """);
        OF_THE_BRANCH.put("V33__legacy.sql", """
                set lock_timeout = '2s';
                -- pgretype: allow column-dropped because release 41 has stopped using it
                alter table customer drop column legacy_code;
                alter table payment alter column order_id set not null;
                """);
    }

    private static void main(String name, String sql) {
        OF_MAIN.put("V%d__%s.sql".formatted(OF_MAIN.size() + 1, name), sql.stripTrailing() + "\n");
    }
}
