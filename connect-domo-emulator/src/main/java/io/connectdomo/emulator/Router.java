package io.connectdomo.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the handler of a method and path. Filled at start, read by all threads afterwards. */
final class Router {

    /** Does the work of one endpoint. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Request request);
    }

    private record Route(String method, String template, Pattern pattern, List<String> names, Handler handler) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final List<Route> routes = new ArrayList<>();

    /** Adds an endpoint; {@code {name}} stands for one path segment. */
    Router on(String method, String template, Handler handler) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder regex = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(template.substring(from, matcher.start())))
                    .append("([^/]+)");
            names.add(matcher.group(1));
            from = matcher.end();
        }
        regex.append(Pattern.quote(template.substring(from))).append("/?");
        routes.add(new Route(method, template, Pattern.compile(regex.toString()), names, handler));
        return this;
    }

    Reply route(Request request, String path) {
        boolean pathKnown = false;
        for (Route route : routes) {
            Matcher matcher = route.pattern().matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            pathKnown = true;
            if (route.method().equals(request.method())) {
                request.pathValues(values(route, matcher));
                return route.handler().handle(request);
            }
        }
        throw pathKnown
                ? new DomoError(405, "Method " + request.method() + " is not offered here")
                : DomoError.notFound("Not Found");
    }

    /** The method and the template of a request's path, whatever its ids; "other" where nothing is offered. */
    String kind(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .filter(route -> route.pattern().matcher(path).matches())
                .findFirst()
                .map(route -> method + ' ' + route.template())
                .orElse("other");
    }

    private static Map<String, String> values(Route route, Matcher matcher) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < route.names().size(); i++) {
            values.put(route.names().get(i), matcher.group(i + 1));
        }
        return values;
    }
}
