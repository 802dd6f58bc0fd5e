using System;
using System.Linq;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the dimensions after the first two (N, C) to a size, or by factors.</summary>
            public static Tensor interpolate(
                Tensor x, long[] size = null, double[] scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                int dims = (int)x.Dimensions - 2;
                if (size is null == scale_factor is null)
                    throw new ArgumentException("interpolate takes either size or scale_factor.");
                if (scale_factor is { Length: 1 }) scale_factor = Enumerable.Repeat(scale_factor[0], dims).ToArray();
                if (scale_factor is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    long[] shape = x.shape;
                    size = scale_factor.Select((factor, d) => (long)Math.Floor(shape[d + 2] * factor)).ToArray();
                    scale_factor = null;
                }
                string antialiased = antialias ? "_aa" : "", own = antialias ? "_" : "";
                bool corners = align_corners ?? false;
                return (mode, dims) switch
                {
                    (InterpolationMode.Nearest, 1 or 2 or 3) =>
                        Aten.Call($"upsample_nearest{dims}d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1 or 2 or 3) =>
                        Aten.Call($"_upsample_nearest_exact{dims}d.vec", x, size, scale_factor),
                    (InterpolationMode.Linear, 1) =>
                        Aten.Call("upsample_linear1d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2) =>
                        Aten.Call($"{own}upsample_bilinear2d{antialiased}.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2) =>
                        Aten.Call($"{own}upsample_bicubic2d{antialiased}.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Area, 2) => Aten.Call("adaptive_avg_pool2d", x, size),
                    _ => throw new NotSupportedException($"interpolate: mode {mode} for {x.Dimensions} dimensions."),
                };
            }
        }
    }
}
