package io.pgretype.shell.report;

import io.pgretype.shell.environment.Setting;
import io.pgretype.shell.environment.Settings;
import java.util.ArrayList;
import java.util.List;

/** The settings in force, each with where it comes from; no password is among them. */
public final class SettingsTable {

    private final List<Row> rows = new ArrayList<>();

    /**
     * One setting.
     *
     * @param from an option, a variable, file and line, or {@code default}
     */
    record Row(String setting, String value, String from) {}

    /** @param connection who connects where, without a password */
    public SettingsTable(Settings settings, String connection) {
        for (Setting setting : Setting.values()) {
            String value = settings.text(setting).map(setting::shown).orElse(setting.byDefault());
            rows.add(new Row(setting.key(), value, settings.origin(setting)));
        }
        rows.add(new Row("connection", connection, "url and libpq variables"));
    }

    public List<String> lines() {
        Table table = new Table("SETTING", "VALUE", "FROM");
        rows.forEach(row -> table.row(row.setting(), row.value(), row.from()));
        return table.lines();
    }

    /** An array with one object a setting. */
    public String json() {
        return StatusJson.MAPPER.writeValueAsString(rows);
    }
}
