package io.fixres.ingest.cifar;

import io.fixres.ingest.cifar.PickleValues.Dictionary;
import io.fixres.ingest.cifar.PickleValues.Dtype;
import io.fixres.ingest.cifar.PickleValues.Name;
import io.fixres.ingest.cifar.PickleValues.NdArray;
import io.fixres.ingest.cifar.PickleValues.None;
import io.fixres.ingest.cifar.PickleValues.Tuple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickles of CIFAR-10: the operations that Python 2 and 3 write in protocols 2 to 4 for a dictionary of texts,
 * lists and one NumPy array (CPython, Lib/pickletools.py). Nothing is looked up or called by name: four names stand for
 * what is done here, every other name and operation is refused.
 */
final class PickleReader {
    /** A batch of 10,000 images takes 50,000; each makes at most one object, so this bounds memory. */
    private static final int MOST_OPERATIONS = 500_000;

    private static final Object MARK = new Object();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    PickleReader(byte[] pickle) {
        in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether bytes begin as a pickle of protocol 2 or later does. */
    static boolean isPickle(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 255) == 0x80 && bytes[1] >= 2;
    }

    /** The one value of the pickle. */
    Object read() throws RefusedPickleException {
        int at = 0;
        try {
            for (int i = 0; i < MOST_OPERATIONS; i++) {
                at = in.position();
                int operation = in.get() & 255;
                if (operation == '.') {
                    return pop();
                }
                perform(operation, at);
            }
        } catch (BufferUnderflowException e) {
            throw new RefusedPickleException("it ends within the operation at byte " + at);
        }
        throw new RefusedPickleException("it has more than " + MOST_OPERATIONS + " operations");
    }

    private void perform(int operation, int at) throws RefusedPickleException {
        switch (operation) {
            case 0x80 -> protocol(in.get());
            case 0x95 -> in.getLong(); // FRAME: its length is of no use to a reader that has all bytes
            case '}' -> push(new Dictionary());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(new Tuple(List.of()));
            case '(' -> push(MARK);
            case 't' -> push(new Tuple(popToMark()));
            case 0x85 -> push(new Tuple(pop(1)));
            case 0x86 -> push(new Tuple(pop(2)));
            case 0x87 -> push(new Tuple(pop(3)));
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push(in.get() & 255);
            case 'M' -> push(in.getShort() & 0xFFFF);
            case 'J' -> push(in.getInt());
            case 'U', 'C' -> push(bytes(in.get() & 255));
            case 'T', 'B' -> push(bytes(in.getInt()));
            case 'X' -> push(new String(bytes(in.getInt()), StandardCharsets.UTF_8));
            case 0x8c -> push(new String(bytes(in.get() & 255), StandardCharsets.UTF_8));
            case 'q' -> memo.put(in.get() & 255, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> recall(in.get() & 255);
            case 'j' -> recall(in.getInt());
            case 'a' -> append(pop(1));
            case 'e' -> append(popToMark());
            case 's' -> set(pop(2));
            case 'u' -> set(popToMark());
            case 'c' -> push(Name.of(line(), line()));
            case 0x93 -> stackName(pop(2));
            case 'R' -> reduce(pop(2));
            case 'b' -> build(pop(1).get(0));
            default ->
                throw new RefusedPickleException(
                        "it has operation 0x%02x at byte %d, which no batch of CIFAR-10 has".formatted(operation, at));
        }
    }

    private static void protocol(byte protocol) throws RefusedPickleException {
        if (protocol < 2 || protocol > 4) {
            throw new RefusedPickleException("it has protocol " + protocol + ", but 2 to 4 are read");
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws RefusedPickleException {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw new RefusedPickleException("it takes a value at byte " + in.position() + " where there is none");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws RefusedPickleException {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private List<Object> pop(int count) throws RefusedPickleException {
        Object[] values = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = pop();
        }
        return List.of(values);
    }

    private List<Object> popToMark() throws RefusedPickleException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new RefusedPickleException("it lacks a mark before byte " + in.position());
        }
        List<Object> above = stack.subList(mark + 1, stack.size());
        List<Object> values = List.copyOf(above);
        stack.subList(mark, stack.size()).clear();
        return values;
    }

    private byte[] bytes(int length) throws RefusedPickleException {
        if (length < 0 || length > in.remaining()) {
            throw new RefusedPickleException("it announces " + Integer.toUnsignedString(length) + " bytes at byte "
                    + in.position() + " of " + in.limit());
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte next = in.get(); next != '\n'; next = in.get()) {
            line.append((char) (next & 255));
        }
        return line.toString();
    }

    private void recall(int key) throws RefusedPickleException {
        Object value = memo.get(key);
        if (value == null) {
            throw new RefusedPickleException("it recalls value " + key + ", which it did not keep");
        }
        push(value);
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) throws RefusedPickleException {
        if (!(top() instanceof ArrayList<?> list)) {
            throw new RefusedPickleException("it appends to what is no list at byte " + in.position());
        }
        ((List<Object>) list).addAll(values);
    }

    private void set(List<Object> values) throws RefusedPickleException {
        if (!(top() instanceof Dictionary dictionary) || values.size() % 2 != 0) {
            throw new RefusedPickleException("it sets a key of what is no dictionary at byte " + in.position());
        }
        for (int i = 0; i < values.size(); i += 2) {
            dictionary.put(values.get(i), values.get(i + 1));
        }
    }

    private void stackName(List<Object> moduleAndName) throws RefusedPickleException {
        push(Name.of(PickleValues.text(moduleAndName.get(0)), PickleValues.text(moduleAndName.get(1))));
    }

    private void reduce(List<Object> callAndArguments) throws RefusedPickleException {
        if (!(callAndArguments.get(0) instanceof Name name) || !(callAndArguments.get(1) instanceof Tuple arguments)) {
            throw new RefusedPickleException("it calls what may not be called at byte " + in.position());
        }
        List<Object> given = arguments.items();
        switch (name) {
            case RECONSTRUCT -> push(new NdArray());
            case DTYPE -> push(new Dtype(given.isEmpty() ? "" : PickleValues.text(given.get(0))));
            case ENCODE -> push(encoded(given));
            case NDARRAY -> throw new RefusedPickleException("it makes an array in a way that NumPy does not write");
        }
    }

    /** How Python 3 writes bytes in protocol 2: as a text of the characters 0 to 255. */
    private static byte[] encoded(List<Object> arguments) throws RefusedPickleException {
        Charset latin1 = StandardCharsets.ISO_8859_1;
        if (arguments.size() == 2
                && arguments.get(0) instanceof String text
                && arguments.get(1).equals("latin1")
                && latin1.newEncoder().canEncode(text)) {
            return text.getBytes(latin1);
        }
        throw new RefusedPickleException("it encodes a text otherwise than as latin1");
    }

    private void build(Object state) throws RefusedPickleException {
        Object target = top();
        if (target instanceof NdArray array && state instanceof Tuple values) {
            array.fill(values.items());
        } else if (!(target instanceof Dtype) || !(state instanceof Tuple)) {
            throw new RefusedPickleException("it sets the state of what has none at byte " + in.position());
        }
    }
}
