package io.fixres.training.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.fixres.training.DeviceCount;
import io.fixres.training.DeviceSettings;
import java.util.ArrayList;
import java.util.List;

/** Where tensors live. The engine starts with the first use; its number of threads is that of the first settings. */
public final class TorchDevice {
    static final String ENGINE = "PyTorch";
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private final Device device;

    private TorchDevice(Device device) {
        this.device = device;
    }

    /**
     * The device that the settings ask for.
     *
     * @throws IllegalStateException if CUDA is asked for and there is none
     */
    public static TorchDevice of(DeviceSettings settings) {
        if (settings.threads() > 0 && System.getProperty(THREADS) == null) {
            System.setProperty(THREADS, String.valueOf(settings.threads()));
        }
        int gpus = Engine.getEngine(ENGINE).getGpuCount();
        return switch (settings.device()) {
            case CPU -> new TorchDevice(Device.cpu());
            case AUTO -> new TorchDevice(gpus > 0 ? Device.gpu() : Device.cpu());
            case CUDA -> {
                if (gpus == 0) {
                    throw new IllegalStateException(
                            "device cuda was asked for, but the engine sees no GPU: use the CUDA"
                                    + " image with a driver of the host, or device cpu");
                }
                yield new TorchDevice(Device.gpu());
            }
        };
    }

    /** The devices that train together, {@link #of} first. */
    public static List<TorchDevice> allOf(DeviceSettings settings) {
        List<TorchDevice> devices = new ArrayList<>();
        devices.add(of(settings));
        if (settings.count() == DeviceCount.ALL && devices.get(0).isGpu()) {
            for (int gpu = 1; gpu < Engine.getEngine(ENGINE).getGpuCount(); gpu++) {
                devices.add(new TorchDevice(Device.gpu(gpu)));
            }
        }
        return devices;
    }

    /** A manager whose tensors live until it is closed. */
    public NDManager newManager() {
        return NDManager.newBaseManager(device, ENGINE);
    }

    /** Versions of PyTorch and DJL, the device and how many threads one operation has. */
    public String description() {
        String threads =
                System.getProperty(THREADS, String.valueOf(Runtime.getRuntime().availableProcessors()));
        return "PyTorch " + Engine.getEngine(ENGINE).getVersion() + ", DJL " + Engine.getDjlVersion() + ", " + device
                + (device.isGpu() ? "" : ", " + threads + " threads");
    }

    /** Whether it is a GPU, where waiting for a number stops everything. */
    public boolean isGpu() {
        return device.isGpu();
    }

    /** A copy of a tensor on this device, of the manager. */
    public NDArray copy(NDArray tensor, NDManager owner) {
        NDArray copy = tensor.toDevice(device, true);
        copy.attach(owner);
        return copy;
    }

    Device device() {
        return device;
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
