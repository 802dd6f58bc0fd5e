using System;
using System.Globalization;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device; the value too where there is just one.</summary>
        public override string ToString()
        {
            if (IsInvalid) return "[invalid]";
            string text = $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
            if (Dimensions > 0 || is_meta || !(is_floating_point() || is_integral())) return text;
            return text + ", value = " + this.ToDouble().ToString("g5", CultureInfo.InvariantCulture);
        }
    }
}
