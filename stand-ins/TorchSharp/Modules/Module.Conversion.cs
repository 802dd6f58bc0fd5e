using System;
using System.Linq;
using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Moves parameters and buffers to a device, and those of floating point to an element type. What has to
            /// change is replaced by a new object, in the fields too.
            /// </summary>
            internal void Convert(ScalarType? type, Device device, bool nonBlocking)
            {
                if (device is not null) InitializeDeviceType(device.type);
                foreach (Module child in children()) child.Convert(type, device, nonBlocking);
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    Tensor moved = Converted(parameter, type, device, nonBlocking);
                    if (moved is null) continue;
                    bool requiresGrad = parameter.requires_grad;
                    var replacement = new Modules.Parameter(moved, requiresGrad);
                    replacement.DetachFromDisposeScope();
                    Replace(name, replacement);
                    SetFields(parameter, replacement);
                    parameter.Dispose();
                }
                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    Tensor replacement = Converted(buffer, type, device, nonBlocking);
                    if (replacement is null) continue;
                    replacement.DetachFromDisposeScope();
                    Replace(name, replacement);
                    SetFields(buffer, replacement);
                    buffer.Dispose();
                }
            }

            static Tensor Converted(Tensor tensor, ScalarType? type, Device device, bool nonBlocking)
            {
                ScalarType target = type is { } t && is_floating_point(tensor.dtype) ? t : tensor.dtype;
                Device place = device ?? tensor.device;
                bool same = target == tensor.dtype && place.type == tensor.device_type
                    && (place.index < 0 || place.index == tensor.device_index);
                if (same) return null;
                using (no_grad())
                    return tensor.detach().to(target, place, disposeAfter: true, non_blocking: nonBlocking);
            }

            void SetFields(Tensor old, Tensor replacement)
            {
                const BindingFlags Declared =
                    BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                for (Type type = GetType(); type != typeof(Module); type = type.BaseType)
                    foreach (FieldInfo field in type.GetFields(Declared))
                        if (ReferenceEquals(field.GetValue(this), old)) field.SetValue(this, replacement);
            }
        }
    }
}
