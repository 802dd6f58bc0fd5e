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
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.Call("pixel_shuffle", input, upscale_factor);

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) =>
                Aten.Call("pixel_unshuffle", input, downscale_factor);

            /// <param name="pad">Pairs of sizes before and after, the last dimension first.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Aten.Call("pad", input, pad, "constant", value),
                PaddingModes.Zeros => Aten.Call("pad", input, pad, "constant", 0.0),
                _ => Aten.Call("pad", input, pad, mode.ToString().ToLowerInvariant()),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad, pad], mode, value);

            /// <summary>Resizes the dimensions after the first two (N, C) to a size, or by factors.</summary>
            public static Tensor interpolate(
                Tensor x, long[] size = null, double[] scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                int dims = (int)x.Dimensions - 2;
                if (size is null == scale_factor is null) throw new ArgumentException("interpolate takes either size or scale_factor.");
                if (scale_factor is { Length: 1 }) scale_factor = Enumerable.Repeat(scale_factor[0], dims).ToArray();
                if (recompute_scale_factor && scale_factor is not null || mode == InterpolationMode.Area && size is null)
                {
                    long[] shape = x.shape;
                    size = scale_factor.Select((factor, d) => (long)Math.Floor(shape[d + 2] * factor)).ToArray();
                    scale_factor = null;
                }
                bool corners = align_corners ?? false;
                return (mode, dims) switch
                {
                    (InterpolationMode.Nearest, 1 or 2 or 3) => Aten.Call($"upsample_nearest{dims}d.vec", x, size, scale_factor),
                    (InterpolationMode.NearestExact, 1 or 2 or 3) => Aten.Call($"_upsample_nearest_exact{dims}d.vec", x, size, scale_factor),
                    (InterpolationMode.Linear, 1) => Aten.Call("upsample_linear1d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 2) =>
                        Aten.Call(antialias ? "_upsample_bilinear2d_aa.vec" : "upsample_bilinear2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 2) =>
                        Aten.Call(antialias ? "_upsample_bicubic2d_aa.vec" : "upsample_bicubic2d.vec", x, size, corners, scale_factor),
                    (InterpolationMode.Area, 2) => Aten.Call("adaptive_avg_pool2d", x, size),
                    _ => throw new NotSupportedException($"interpolate: mode {mode} for {x.Dimensions} dimensions."),
                };
            }
        }
    }
}
