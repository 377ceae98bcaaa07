package io.connectdomo.common.validation;

import java.util.List;

/** Writes the tables of docs/validation.md; each plugin's is held to its checks by a test. */
public final class LiveCheckReference {
    private LiveCheckReference() {}

    /**
     * The page with its part {@code name} written anew, which stands between {@code <!-- name -->} and {@code <!-- /name -->}.
     *
     * @throws IllegalArgumentException where the page has no such part
     */
    public static String with(String page, String name, List<? extends LiveCheck> checks) {
        String begin = "<!-- " + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page has no part " + name);
        }
        StringBuilder table = new StringBuilder("| on | when | message |\n|---|---|---|\n");
        for (LiveCheck check : checks) {
            table.append("| ")
                    .append(check.shownOn())
                    .append(" | ")
                    .append(check.known())
                    .append(" | ")
                    .append(check.text().replace("{}", "…").replace("|", "\\|"))
                    .append(" |\n");
        }
        return page.substring(0, from + begin.length()) + table + page.substring(to);
    }
}
