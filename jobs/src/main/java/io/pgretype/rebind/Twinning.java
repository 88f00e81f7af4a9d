package io.pgretype.rebind;

import io.pgretype.catalog.ViewTwin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the twins that views have, or gives them ones that are yet to be made. */
final class Twinning {

    /** Enough for names that nobody else hits on, and the same in every plan. */
    private static final int KEY_LENGTH = 16;

    private final ViewRecipes recipes;
    private final List<Anchor> anchors;
    private final List<ViewTwin> known;

    /** @param known those that have been made */
    Twinning(JdbcClient jdbc, List<Anchor> anchors, Remembered remembered, List<ViewTwin> known) {
        this.recipes = new ViewRecipes(jdbc, remembered);
        this.anchors = anchors;
        this.known = known;
    }

    /**
     * They read each other, so either all are as they are to be, or none is of use.
     *
     * @param views each after those that it reads
     */
    ViewTwins of(List<View> views) {
        Map<View, List<String>> all = new LinkedHashMap<>();
        views.forEach(view -> all.put(view, recipes.of(view)));
        String key = hash("%s".formatted(all.values())).substring(0, KEY_LENGTH);
        List<TwinnedView> wanted = new ArrayList<>();
        all.forEach((view, recipe) -> wanted.add(new TwinnedView(
                view,
                recipe,
                recipes.partsOf(view),
                new ViewTwin(
                        view.name(),
                        view.materialized(),
                        key,
                        // Another swap may have put another one in place, which is bound to other columns.
                        hash("%d %s".formatted(view.oid(), recipe))))));
        List<TwinnedView> made = new ArrayList<>();
        for (TwinnedView view : wanted) {
            known.stream()
                    .filter(twin -> twin.equals(view.twin().withKey(twin.key())))
                    .findFirst()
                    .ifPresent(twin -> made.add(view.withTwin(twin)));
        }
        boolean areMade = made.size() == wanted.size() && known.size() == wanted.size();
        return new ViewTwins(areMade ? made : wanted, areMade);
    }

    private String hash(String text) {
        try {
            byte[] whole = (anchors + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
