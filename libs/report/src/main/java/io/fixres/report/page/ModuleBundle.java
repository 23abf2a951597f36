package io.fixres.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the page's modules into one script, each after what it imports. It relies on how they are written: an import is a
 * line of its own that takes names as they are exported, and no two modules declare the same name at their top level.
 */
final class ModuleBundle {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{[^}]*\\} from \"\\./([a-z]+\\.js)\";\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async )?(?:function|const|class) )");
    private static final Pattern DECLARED =
            Pattern.compile("(?m)^(?:export )?(?:async )?(?:function|const|let|class) ([A-Za-z0-9_]+)");

    private final UnaryOperator<String> source;
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();

    private ModuleBundle(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * A script that does what a module does with all that it imports.
     *
     * @param source text of a module by its name
     * @throws IllegalStateException if two modules declare one name, or a line imports or exports in another form
     */
    static String of(String entry, UnaryOperator<String> source) {
        ModuleBundle bundle = new ModuleBundle(source);
        bundle.add(entry, new ArrayList<>());
        return bundle.joined.values().stream().collect(Collectors.joining("\n"));
    }

    private void add(String name, List<String> within) {
        if (within.contains(name)) {
            throw new IllegalStateException("modules import each other: " + within + " and " + name);
        }
        if (joined.containsKey(name)) {
            return;
        }
        String text = source.apply(name);
        within.add(name);
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            add(imports.group(1), within);
        }
        within.remove(name);
        DECLARED.matcher(text).results().forEach(found -> declare(found.group(1), name));
        String plain = EXPORT.matcher(IMPORT.matcher(text).replaceAll("")).replaceAll("");
        if (plain.lines().anyMatch(line -> line.startsWith("import ") || line.startsWith("export "))) {
            throw new IllegalStateException(name + " imports or exports in a form that cannot be joined");
        }
        joined.put(name, plain);
    }

    private void declare(String declared, String module) {
        String owner = owners.putIfAbsent(declared, module);
        if (owner != null && !owner.equals(module)) {
            throw new IllegalStateException(declared + " is declared in " + owner + " and in " + module);
        }
    }
}
