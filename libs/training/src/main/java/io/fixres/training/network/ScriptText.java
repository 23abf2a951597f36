package io.fixres.training.network;

/** The text of a TorchScript module with one method and no state. */
public final class ScriptText {
    private ScriptText() {}

    /**
     * The module.
     *
     * @param arguments of {@code forward}, after {@code self}
     * @param returns type of the result
     * @param body indented by four blanks
     */
    public static String module(String arguments, String returns, String body) {
        return "class Net(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n"
                + "  def forward(self: __torch__.Net,\n    " + arguments + ") -> " + returns + ":\n" + body;
    }
}
