using System;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>The exports of native/torchshim.cpp.</summary>
internal static unsafe partial class Shim
{
    const string Library = "torchshim";

    [DllImport(Library)] static extern byte* shim_error();
    [DllImport(Library)] static extern byte* shim_version();
    [DllImport(Library)] static extern void shim_fail(byte* message);

    [DllImport(Library)] internal static extern IntPtr shim_operator(byte* name, byte* overload);
    [DllImport(Library)] internal static extern int shim_call(
        IntPtr op, Value* arguments, int count, Value* results, int capacity);

    [DllImport(Library)] internal static extern void shim_release(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern IntPtr shim_share(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_dim(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_numel(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern void shim_sizes(IntPtr tensor, long* sizes);
    [DllImport(Library), SuppressGCTransition] internal static extern void shim_strides(IntPtr tensor, long* strides);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_storage_offset(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_dtype(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_device_type(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_device_index(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_is_contiguous(IntPtr tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_is_sparse(IntPtr tensor);
    [DllImport(Library)] internal static extern void* shim_data(IntPtr tensor);
    [DllImport(Library)] internal static extern IntPtr shim_from_bytes(
        void* data, long bytes, long* sizes, long dim, int dtype);

    [DllImport(Library)] internal static extern int shim_requires_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern int shim_set_requires_grad(IntPtr tensor, int value);
    [DllImport(Library)] internal static extern int shim_is_leaf(IntPtr tensor);
    [DllImport(Library)] internal static extern int shim_retain_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern IntPtr shim_grad_of(IntPtr tensor);
    [DllImport(Library)] internal static extern int shim_set_grad(IntPtr tensor, IntPtr grad);
    [DllImport(Library)] internal static extern int shim_backward(
        IntPtr* tensors, long count, IntPtr* grads, long gradCount, int retainGraph, int createGraph, IntPtr* inputs, long inputCount);
    [DllImport(Library)] internal static extern int shim_grad(
        IntPtr* outputs, long count, IntPtr* inputs, long inputCount, IntPtr* grads, long gradCount,
        int retainGraph, int createGraph, int allowUnused, IntPtr* results);
    [DllImport(Library)] internal static extern int shim_grad_enabled();
    [DllImport(Library)] internal static extern void shim_set_grad_enabled(int value);
    [DllImport(Library)] internal static extern IntPtr shim_inference_mode(int value);
    [DllImport(Library)] internal static extern void shim_inference_mode_end(IntPtr guard);
    [DllImport(Library)] internal static extern int shim_inference_mode_enabled();
    [DllImport(Library)] internal static extern int shim_anomaly_enabled();
    [DllImport(Library)] internal static extern void shim_set_anomaly(int enabled);

    [DllImport(Library)] internal static extern void shim_function_callbacks(
        delegate* unmanaged<IntPtr, IntPtr, IntPtr*, long, IntPtr*, long, int> backward, delegate* unmanaged<IntPtr, void> free);
    [DllImport(Library)] internal static extern int shim_function_apply(
        IntPtr managed, IntPtr* inputs, long inputCount, IntPtr* outputs, long outputCount, IntPtr* saved, long savedCount,
        IntPtr* dirty, long dirtyCount, IntPtr* nonDifferentiable, long nonDifferentiableCount, int materializeGrads, IntPtr* results);
    [DllImport(Library)] internal static extern long shim_saved(IntPtr context, IntPtr* results, long capacity);

    [DllImport(Library)] internal static extern IntPtr shim_generator(ulong seed, int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern IntPtr shim_default_generator(int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern void shim_generator_release(IntPtr generator);
    [DllImport(Library)] internal static extern int shim_generator_device_type(IntPtr generator);
    [DllImport(Library)] internal static extern int shim_generator_device_index(IntPtr generator);
    [DllImport(Library)] internal static extern int shim_generator_set_seed(IntPtr generator, ulong seed);
    [DllImport(Library)] internal static extern ulong shim_generator_initial_seed(IntPtr generator);
    [DllImport(Library)] internal static extern ulong shim_generator_seed(IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr shim_generator_state(IntPtr generator);
    [DllImport(Library)] internal static extern int shim_generator_set_state(IntPtr generator, IntPtr state);
    [DllImport(Library)] internal static extern int shim_manual_seed(ulong seed);

    [DllImport(Library)] internal static extern int shim_num_threads();
    [DllImport(Library)] internal static extern int shim_set_num_threads(int count);
    [DllImport(Library)] internal static extern int shim_num_interop_threads();
    [DllImport(Library)] internal static extern int shim_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int shim_cuda_count();
    [DllImport(Library)] internal static extern int shim_cudnn_available();
    [DllImport(Library)] internal static extern int shim_cuda_synchronize(long index);
    [DllImport(Library)] internal static extern int shim_cuda_manual_seed(ulong seed, int all);

    /// <summary>Sets this thread's message, for an error on this side of a callback.</summary>
    internal static void Fail(string message)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(message + '\0')) shim_fail(text);
    }

    internal static string Version => Marshal.PtrToStringUTF8((IntPtr)shim_version());

    /// <summary>The message of this thread's last failed call, as the exception that TorchSharp throws.</summary>
    internal static ExternalException Error() => new(Marshal.PtrToStringUTF8((IntPtr)shim_error()));

    internal static int Check(int status) => status >= 0 ? status : throw Error();

    internal static IntPtr Check(IntPtr handle) => handle != IntPtr.Zero ? handle : throw Error();
}
