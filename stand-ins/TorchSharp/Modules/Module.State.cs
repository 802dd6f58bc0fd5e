using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and the persistent buffers by name: the tensors themselves, no copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor> destination = null, string prefix = null)
            {
                destination ??= [];
                string Key(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
                foreach (var (name, parameter) in named_parameters()) destination.TryAdd(Key(name), parameter);
                foreach (var (name, buffer) in named_buffers(true, false)) destination.TryAdd(Key(name), buffer);
                return destination;
            }

            /// <summary>Copies values into the parameters and the persistent buffers of the same names.</summary>
            /// <exception cref="InvalidOperationException">strict, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string> skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                var missing = own.Keys.Where(key => Wanted(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => Wanted(key) && !own.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        "The state does not fit the module: "
                        + $"missing {string.Join(", ", missing)}; unexpected {string.Join(", ", unexpected)}.");
                using (no_grad())
                {
                    foreach (var (key, value) in source)
                    {
                        if (!Wanted(key) || !own.TryGetValue(key, out Tensor target)) continue;
                        if (!target.shape.AsSpan().SequenceEqual(value.shape))
                            throw new ArgumentException(
                                $"{key} has shape [{string.Join(", ", target.shape)}], "
                                + $"its value [{string.Join(", ", value.shape)}].");
                        target.copy_(value);
                    }
                }
                return (missing, unexpected);
            }
        }
    }
}
