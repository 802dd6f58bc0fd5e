using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Updates parameters from their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            protected IList<Modules.ParamGroup> _parameter_groups = [];

            private protected Optimizer() { }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Updates the parameters that have a gradient, after computing a closure's loss.</summary>
            public virtual Tensor step(Func<Tensor> closure = null)
            {
                Tensor loss = null;
                if (closure is not null)
                    using (enable_grad()) loss = closure();
                using (no_grad())
                using (NewDisposeScope()) Update();
                return loss;
            }

            public virtual void zero_grad()
            {
                foreach (Modules.Parameter parameter in parameters())
                {
                    using Tensor grad = parameter.grad;
                    grad?.zero_();
                }
            }

            public virtual IEnumerable<Modules.Parameter> parameters() =>
                _parameter_groups.SelectMany(group => group.Parameters);

            public virtual void add_param_group(Modules.ParamGroup param_group) => throw new NotSupportedException();

            private protected abstract void Update();

            private protected abstract void DisposeStates();

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing) DisposeStates();
            }

            /// <summary>The options of each group and the state of each parameter, in order.</summary>
            public class StateDictionary
            {
                internal StateDictionary() { }

                public List<Modules.OptimizerOptions> Options { get; } = [];

                public List<Modules.OptimizerState> State { get; } = [];
            }
        }

        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
