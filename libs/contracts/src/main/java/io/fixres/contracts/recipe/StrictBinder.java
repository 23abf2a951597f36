package io.fixres.contracts.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.fixres.contracts.transform.TransformSpec;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Binds a JSON tree to records and refuses what does not fit with a message that names the key's path, the value, the
 * rule, and for a misspelt name the nearest valid one.
 */
public final class StrictBinder {
    /** Every order brings its transform's steps, and reflection makes its answers anew each time. */
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private StrictBinder() {}

    /** A record's canonical constructor, and the keys and types of its components in their order. */
    private record Shape(Constructor<?> constructor, List<String> names, List<Type> types) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                return new Shape(
                        type.getDeclaredConstructor(parameters),
                        Arrays.stream(components)
                                .map(component -> snakeCase(component.getName()))
                                .toList(),
                        Arrays.stream(components)
                                .map(RecordComponent::getGenericType)
                                .toList());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has no canonical constructor", e);
            }
        }
    }

    /**
     * Binds an object to a record type. Keys are the components in snake_case; an absent key gives null, zero, an empty
     * Optional or an empty list, which the record's constructor may fill or refuse.
     *
     * @param path key path of the object, empty at the top
     * @throws IllegalArgumentException as the class says
     */
    public static Object bind(JsonNode node, Class<?> type, String path) {
        require(node.isObject(), path, "expected keys and values but this is " + node);
        Shape shape = SHAPES.get(type);
        List<String> names = shape.names();
        node.fieldNames()
                .forEachRemaining(
                        key -> require(names.contains(key), join(path, key), "unknown key" + nearest(key, names)));
        Object[] values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(node.get(names.get(i)), shape.types().get(i), join(path, names.get(i)));
        }
        return construct(shape.constructor(), values, path);
    }

    /** A hint such as "; did you mean 'epochs'?", or the valid names where none is near. */
    public static String nearest(String name, List<String> valid) {
        Optional<String> near = valid.stream()
                .min(Comparator.comparingInt(v -> distance(name, v)))
                .filter(v -> distance(name, v) <= Math.max(2, name.length() / 3));
        return near.map(v -> "; did you mean '" + v + "'?")
                .orElseGet(() -> "; valid are "
                        + String.join(", ", valid.stream().sorted().toList()));
    }

    /** CamelCase to snake_case. */
    public static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object value(JsonNode node, Type type, String path) {
        boolean absent = node == null || node.isNull() || node.isMissingNode();
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return absent ? Optional.empty() : Optional.of(value(node, argument, path));
            }
            return absent ? null : list(node, argument, path);
        }
        Class<?> plain = (Class<?>) type;
        if (absent) {
            require(!plain.isPrimitive(), path, "is missing");
            return null;
        }
        return scalar(node, plain, path);
    }

    private static List<Object> list(JsonNode node, Type argument, String path) {
        require(node.isArray(), path, "expected a list but this is " + node);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode name = node.get(i).path("name");
            String place = name.isTextual() ? join(path, name.asText()) : path + "[" + i + "]";
            values.add(value(node.get(i), argument, place));
        }
        return values;
    }

    private static Object scalar(JsonNode node, Class<?> type, String path) {
        if (type == TransformSpec.class) {
            return TransformSpec.read(node, path);
        }
        if (type == int.class || type == Integer.class) {
            require(node.canConvertToInt() && node.isIntegralNumber(), path, node + " is not a whole number");
            return node.intValue();
        }
        if (type == long.class || type == Long.class) {
            require(node.canConvertToLong() && node.isIntegralNumber(), path, node + " is not a whole number");
            return node.longValue();
        }
        if (type == double.class || type == Double.class) {
            return number(node, path);
        }
        if (type == boolean.class || type == Boolean.class) {
            require(node.isBoolean(), path, node + " is not true or false");
            return node.booleanValue();
        }
        if (type == String.class) {
            require(node.isTextual() || node.isNumber(), path, node + " is not text");
            return node.asText();
        }
        return type.isEnum() ? constant(node, type, path) : bind(node, type, path);
    }

    /** YAML 1.1 reads 1e-3 as text because it has no dot; people write it all the same. */
    private static double number(JsonNode node, String path) {
        if (node.isTextual()) {
            try {
                return Double.parseDouble(node.asText());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(path + ": " + node + " is not a number", e);
            }
        }
        require(node.isNumber(), path, node + " is not a number");
        return node.doubleValue();
    }

    private static Object constant(JsonNode node, Class<?> type, String path) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = constantName(constant);
            if (name.equals(node.asText())) {
                return constant;
            }
            names.add(name);
        }
        throw new IllegalArgumentException(path + ": unknown value " + node + nearest(node.asText(), names));
    }

    private static String constantName(Object constant) {
        return constant instanceof TrainableSet set
                ? set.id()
                : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static Object construct(Constructor<?> constructor, Object[] values, String path) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String reason =
                    e.getCause() instanceof NullPointerException && e.getCause().getMessage() == null
                            ? "a key is missing"
                            : e.getCause().getMessage();
            throw new IllegalArgumentException(path.isEmpty() ? reason : path + ": " + reason, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct with " + constructor, e);
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static void require(boolean condition, String path, String message) {
        if (!condition) {
            throw new IllegalArgumentException(path.isEmpty() ? message : path + ": " + message);
        }
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
