package io.fixres.ingest.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels and names of classes.
 *
 * @param names class names; the index is the label
 * @param byKey label by {@link io.fixres.ingest.layout.ClassLabel#key}
 */
record ClassTable(List<String> names, Map<String, Integer> byKey) {
    /** Of classes that are known by name. */
    static ClassTable ofNames(List<String> names) {
        Map<String, Integer> byKey = new HashMap<>();
        for (int label = 0; label < names.size(); label++) {
            byKey.put(names.get(label), label);
        }
        return new ClassTable(List.copyOf(names), byKey);
    }

    /** Of classes that are known by number. */
    static ClassTable ofNumbers(List<String> names) {
        Map<String, Integer> byKey = new HashMap<>();
        for (int label = 0; label < names.size(); label++) {
            byKey.put(String.valueOf(label), label);
        }
        return new ClassTable(List.copyOf(names), byKey);
    }

    int label(String key) {
        return byKey.get(key);
    }

    String name(String key) {
        return names.get(label(key));
    }
}
