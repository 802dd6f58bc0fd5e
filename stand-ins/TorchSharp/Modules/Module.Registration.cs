using System;
using System.Collections.Generic;
using System.Reflection;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            readonly OrderedDictionary<string, Modules.Parameter> ownParameters = [];
            readonly OrderedDictionary<string, (Tensor tensor, bool persistent)> ownBuffers = [];
            readonly OrderedDictionary<string, Module> submodules = [];
            private protected bool areComponentsRegistered;

            public virtual void register_parameter(string name, Modules.Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(
                        nameof(param), "A null tensor cannot be registered as a parameter.");
                if (!ownParameters.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (!ownBuffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"A module's name is not empty and holds no '.'; this one is '{name}'.");
                if (submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers the modules, parameters and tensors in this object's fields under their names.</summary>
            protected virtual void RegisterComponents()
            {
                if (areComponentsRegistered) return;
                areComponentsRegistered = true;
                const BindingFlags All = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
                foreach (FieldInfo field in GetType().GetFields(All))
                {
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Modules.Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            internal void Replace(string name, Modules.Parameter parameter)
            {
                if (parameter is null) ownParameters.Remove(name);
                else ownParameters[name] = parameter;
            }

            internal void Replace(string name, Tensor buffer)
            {
                if (buffer is null) ownBuffers.Remove(name);
                else ownBuffers[name] = (buffer, !ownBuffers.TryGetValue(name, out var old) || old.persistent);
            }
        }
    }
}
