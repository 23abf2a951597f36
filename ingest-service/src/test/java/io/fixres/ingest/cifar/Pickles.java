package io.fixres.ingest.cifar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes pickles as Python 2 writes those of CIFAR-10: protocol 2, texts as bytes. */
final class Pickles {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int kept;

    Pickles() {
        bytes(0x80, 2);
    }

    /** A batch, with its keys in the order of the published files. */
    static byte[] batch(byte[] data, List<Integer> labels) {
        return new Pickles()
                .op("}")
                .keep()
                .op("(")
                .text("batch_label")
                .text("training batch 1 of 1")
                .text("labels")
                .numbers(labels)
                .text("data")
                .array(data, labels.size(), labels.isEmpty() ? 0 : data.length / labels.size())
                .text("filenames")
                .op("]")
                .keep()
                .op("u")
                .end();
    }

    /** The file of class names. */
    static byte[] names(List<String> names) {
        Pickles pickle =
                new Pickles().op("}").keep().op("(").text("num_cases_per_batch").number(2);
        pickle.text("label_names").op("]").keep().op("(");
        names.forEach(pickle::text);
        return pickle.op("e").op("u").end();
    }

    Pickles op(String operations) {
        out.writeBytes(operations.getBytes(ISO_8859_1));
        return this;
    }

    Pickles bytes(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Pickles keep() {
        return bytes('q', kept++);
    }

    Pickles text(String text) {
        return bytes('U', text.length()).op(text).keep();
    }

    Pickles number(int value) {
        if (value < 256) {
            return bytes('K', value);
        }
        return bytes('M', value & 255, value >> 8);
    }

    Pickles numbers(List<Integer> values) {
        op("]").keep().op("(");
        values.forEach(this::number);
        return op("e");
    }

    Pickles array(byte[] data, int rows, int columns) {
        op("cnumpy.core.multiarray\n_reconstruct\n").keep();
        op("cnumpy\nndarray\n")
                .keep()
                .number(0)
                .bytes(0x85)
                .keep()
                .text("b")
                .bytes(0x87)
                .keep()
                .op("R")
                .keep();
        op("(").number(1).number(rows).number(columns).bytes(0x86).keep();
        op("cnumpy\ndtype\n")
                .keep()
                .text("u1")
                .number(0)
                .number(1)
                .bytes(0x87)
                .keep()
                .op("R")
                .keep();
        op("(").number(3)
                .text("|")
                .op("NNN")
                .op("J")
                .bytes(255, 255, 255, 255)
                .op("J")
                .bytes(255, 255, 255, 255);
        number(0).op("t").keep().op("b").bytes(0x89);
        op("T").bytes(data.length & 255, data.length >> 8 & 255, data.length >> 16 & 255, data.length >> 24);
        out.writeBytes(data);
        return keep().op("t").keep().op("b");
    }

    byte[] end() {
        return op(".").out.toByteArray();
    }
}
