package io.connectdomo.doctor;

import io.connectdomo.doctor.ask.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people: a table whose cells wrap, as wide as a terminal, and the lines to paste. */
final class TextReport {
    private static final List<String> HEADS = List.of("answer", "evidence, and what to set");
    /** With two blanks before each of them 80, which every terminal has; a question has a line of its own above both. */
    private static final int[] WIDTHS = {20, 56};

    private static final int WIDTH = 80;

    private TextReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("question\n");
        row(text, HEADS);
        rule(text);
        for (Finding finding : report.findings()) {
            String set = finding.answer().settings().stream()
                    .map(setting -> "\nset " + setting)
                    .collect(Collectors.joining());
            text.append(finding.question().title()).append('\n');
            row(text, List.of(finding.answer().value(), finding.answer().evidence() + set));
        }
        rule(text);
        text.append('\n');
        settings(text, report.settings());
        text.append("Credits used: ").append(report.credits()).append(".\n");
        if (!report.left().isEmpty()) {
            text.append("\nNot deleted; please delete in Domo:\n");
            report.left().forEach(each -> text.append("  ").append(each).append('\n'));
        }
        return text.toString();
    }

    private static void settings(StringBuilder text, List<Setting> settings) {
        if (settings.isEmpty()) {
            text.append("Nothing has to be set: the connectors' defaults fit this instance.\n");
            return;
        }
        text.append("For the connectors' configuration:\n\n");
        for (Setting.Plugin plugin : Setting.Plugin.values()) {
            List<Setting> its = settings.stream()
                    .filter(setting -> setting.plugin() == plugin)
                    .toList();
            if (!its.isEmpty()) {
                text.append(plugin == Setting.Plugin.BOTH ? "# sink and source" : "# " + plugin)
                        .append('\n');
                its.forEach(setting -> text.append(setting).append('\n'));
            }
        }
        text.append('\n');
    }

    private static void row(StringBuilder text, List<String> cells) {
        List<List<String>> columns = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < WIDTHS.length; i++) {
            List<String> lines = wrapped(cells.get(i), WIDTHS[i]);
            columns.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int line = 0; line < height; line++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < WIDTHS.length; i++) {
                String cell = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                row.append("  ").append(cell).append(" ".repeat(WIDTHS[i] - cell.length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private static void rule(StringBuilder text) {
        text.append("-".repeat(WIDTH)).append('\n');
    }

    private static List<String> wrapped(String cell, int width) {
        List<String> lines = new ArrayList<>();
        cell.lines().forEach(paragraph -> wrap(paragraph, width, lines));
        return lines;
    }

    /** Broken between words; a word that is longer than a line is cut. */
    private static void wrap(String paragraph, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split("\\s+", -1)) {
            String rest = word;
            if (line.length() + rest.length() + 1 > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
    }
}
