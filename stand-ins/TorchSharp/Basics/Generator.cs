using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        IntPtr handle;

        Generator(IntPtr handle) => this.handle = handle;

        public Generator(ulong seed = 0, Device device = null)
            : this(
                Shim.Check(Shim.shim_generator(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1))) { }

        ~Generator() => Dispose(false);

        /// <summary>The CPU's generator that libtorch uses where none is named.</summary>
        public static Generator Default => new(Shim.Check(Shim.shim_default_generator((int)DeviceType.CPU, -1)));

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device =>
            new((DeviceType)Shim.shim_generator_device_type(Handle), Shim.shim_generator_device_index(Handle));

        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.shim_generator_set_seed(Handle, (ulong)seed));
            return this;
        }

        public long initial_seed() => (long)Shim.shim_generator_initial_seed(Handle);

        public long seed() => (long)Shim.shim_generator_seed(Handle);

        public Tensor get_state() => new(Shim.Check(Shim.shim_generator_state(Handle)));

        public void set_state(Tensor value)
        {
            Shim.Check(Shim.shim_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero) return;
            Shim.shim_generator_release(handle);
            handle = IntPtr.Zero;
        }
    }

    public static Generator manual_seed(long seed)
    {
        Shim.Check(Shim.shim_manual_seed((ulong)seed));
        return Generator.Default;
    }

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static partial class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long initial_seed()
        {
            using Generator generator = Generator.Default;
            return generator.initial_seed();
        }

        public static Tensor get_rng_state()
        {
            using Generator generator = Generator.Default;
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using Generator generator = Generator.Default;
            generator.set_state(new_state);
        }
    }
}
