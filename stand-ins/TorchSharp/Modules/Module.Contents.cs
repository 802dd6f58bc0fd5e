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
            public virtual IEnumerable<(string name, Modules.Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in ownParameters)
                    if (!parameter.IsInvalid && seen.Add(parameter)) yield return (name, parameter);
                if (!recurse) yield break;
                foreach (var (prefix, module) in submodules)
                    foreach (var (name, parameter) in module.named_parameters())
                        if (seen.Add(parameter)) yield return ($"{prefix}.{name}", parameter);
            }

            public virtual IEnumerable<Modules.Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, (buffer, persistent)) in ownBuffers)
                    if ((persistent || include_nonpersistent) && !buffer.IsInvalid && seen.Add(buffer))
                        yield return (name, buffer);
                if (!recurse) yield break;
                foreach (var (prefix, module) in submodules)
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer)) yield return ($"{prefix}.{name}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                submodules.Select(m => (m.Key, m.Value));

            public virtual IEnumerable<Module> children() => named_children().Select(m => m.module);

            /// <summary>All modules below this one, without itself.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in submodules) yield return (name, module);
                foreach (var (prefix, child) in submodules)
                    foreach (var (name, module) in child.named_modules()) yield return ($"{prefix}.{name}", module);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            public virtual Modules.Parameter get_parameter(string target) =>
                named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual Tensor get_buffer(string target) =>
                named_buffers().FirstOrDefault(b => b.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;
        }
    }
}
