// A flat C interface to libtorch. Operators are called by name through the boxed dispatcher, so that every ATen
// operator is reachable without a line of its own here; the rest is what is no operator: autograd, tensor metadata,
// generators, threads and devices.
//
// Ownership: a tensor handle is a TensorImpl* that owns one reference; null is the undefined tensor. Handles passed in
// are borrowed, handles passed out belong to the caller. No exception leaves this file: a failed call returns a
// negative number (or null where it says so) and shim_error() tells why.

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cstring>
#include <mutex>

#define SHIM extern "C" __attribute__((visibility("default")))

namespace {

using Impl = c10::TensorImpl;
using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

thread_local std::string last_error;

int fail(const char* message) {
  last_error = message;
  return -1;
}

template <class F>
int guarded(F&& body) {
  try {
    return body();
  } catch (const c10::Error& e) {
    return fail(e.what_without_backtrace());
  } catch (const std::exception& e) {
    return fail(e.what());
  } catch (...) {
    return fail("unknown native error");
  }
}

at::Tensor borrow(Impl* handle) {
  return handle ? at::Tensor(TensorPtr::reclaim_copy(handle)) : at::Tensor();
}

Impl* give(at::Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

std::vector<at::Tensor> borrow_all(Impl* const* handles, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t i = 0; i < count; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}

c10::Device device_of(int64_t type, int64_t index) {
  return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

// ---- operators ------------------------------------------------------------------------------------------------

enum Kind : int64_t { None, Int, Double, Bool, Tensor, Ints, Doubles, Tensors, String, Generator, Device, Default };

// The same layout as the struct of that name in Operator.cs.
struct Value {
  int64_t kind;
  union {
    int64_t i;
    double d;
    void* p;
  };
  int64_t count;
};

struct Operator {
  c10::OperatorHandle handle;
  std::vector<c10::TypeKind> kinds;     // of each argument, optional unwrapped
  std::vector<bool> optional_elements;  // a list of optional tensors
};

// c10::optional in older versions of libtorch, std::optional in newer ones.
using OptionalTensor = decltype(std::declval<c10::IValue&>().toOptional<at::Tensor>());

c10::IValue to_ivalue(const Operator& op, size_t index, const Value& v) {
  switch (v.kind) {
    case None:
      if (op.kinds[index] == c10::TypeKind::TensorType) return at::Tensor();
      return c10::IValue();
    case Int:
      if (op.kinds[index] == c10::TypeKind::FloatType) return static_cast<double>(v.i);
      return v.i;
    case Double: return v.d;
    case Bool: return v.i != 0;
    case Tensor: return borrow(static_cast<Impl*>(v.p));
    case Ints: {
      c10::List<int64_t> list;
      list.reserve(v.count);
      for (int64_t i = 0; i < v.count; i++) list.push_back(static_cast<const int64_t*>(v.p)[i]);
      return list;
    }
    case Doubles: {
      c10::List<double> list;
      list.reserve(v.count);
      for (int64_t i = 0; i < v.count; i++) list.push_back(static_cast<const double*>(v.p)[i]);
      return list;
    }
    case Tensors: {
      Impl* const* handles = static_cast<Impl* const*>(v.p);
      if (op.optional_elements[index]) {
        c10::List<OptionalTensor> list;
        list.reserve(v.count);
        for (int64_t i = 0; i < v.count; i++)
          list.push_back(handles[i] ? OptionalTensor(borrow(handles[i])) : OptionalTensor());
        return list;
      }
      c10::List<at::Tensor> list;
      list.reserve(v.count);
      for (int64_t i = 0; i < v.count; i++) list.push_back(borrow(handles[i]));
      return list;
    }
    case String: return std::string(static_cast<const char*>(v.p), v.count);
    case Generator:
      return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(v.p)));
    case Device: return device_of(v.i, v.count);
    default: throw std::runtime_error("unknown kind of argument");
  }
}

void push_default(torch::jit::Stack& stack, const c10::Argument& argument, const c10::OperatorName& name) {
  if (argument.default_value()) {
    stack.push_back(*argument.default_value());
  } else if (argument.type()->kind() == c10::TypeKind::OptionalType) {
    stack.emplace_back();
  } else {
    throw std::runtime_error("operator " + name.name + ": argument '" + argument.name() + "' is missing");
  }
}

int take_results(torch::jit::Stack& stack, Value* results, int capacity) {
  int count = 0;
  auto put = [&](int64_t kind) -> Value& {
    if (count == capacity) throw std::runtime_error("operator returned more values than expected");
    results[count].kind = kind;
    results[count].count = 0;
    return results[count++];
  };
  if (capacity == 0) return 0;
  for (c10::IValue& value : stack) {
    if (value.isTensor()) {
      put(Tensor).p = give(std::move(value).toTensor());
    } else if (value.isInt()) {
      put(Int).i = value.toInt();
    } else if (value.isDouble()) {
      put(Double).d = value.toDouble();
    } else if (value.isBool()) {
      put(Bool).i = value.toBool();
    } else if (value.isTensorList()) {
      for (const at::Tensor& tensor : value.toTensorVector()) put(Tensor).p = give(tensor);
    } else if (value.isNone()) {
      put(None).p = nullptr;
    } else {
      throw std::runtime_error("operator returned a value of an unexpected type");
    }
  }
  return count;
}

}  // namespace

SHIM const char* shim_error() { return last_error.c_str(); }

SHIM void shim_fail(const char* message) { last_error = message; }

SHIM const char* shim_version() { return TORCH_VERSION; }

/// Looks an operator up ("aten::add", "Tensor"); null where there is none. The handle lives as long as the process.
SHIM Operator* shim_operator(const char* name, const char* overload) {
  Operator* found = nullptr;
  guarded([&] {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
    auto op = std::make_unique<Operator>(Operator{handle, {}, {}});
    for (const c10::Argument& argument : handle.schema().arguments()) {
      c10::TypePtr type = argument.type();
      if (auto optional = type->cast<c10::OptionalType>()) type = optional->getElementType();
      op->kinds.push_back(type->kind());
      auto list = type->cast<c10::ListType>();
      op->optional_elements.push_back(list && list->getElementType()->kind() == c10::TypeKind::OptionalType);
    }
    found = op.release();
    return 0;
  });
  return found;
}

/// Calls an operator with its first `count` arguments, the schema's defaults for the rest. Returns the number of
/// results written; with capacity 0 results are dropped (for operators that work in place).
SHIM int shim_call(Operator* op, const Value* arguments, int count, Value* results, int capacity) {
  return guarded([&] {
    const auto& schema = op->handle.schema();
    const auto& formal = schema.arguments();
    if (static_cast<size_t>(count) > formal.size()) throw std::runtime_error("too many arguments for " + schema.name());
    torch::jit::Stack stack;
    stack.reserve(std::max(formal.size(), schema.returns().size()));
    for (size_t i = 0; i < formal.size(); i++) {
      if (i >= static_cast<size_t>(count) || arguments[i].kind == Default)
        push_default(stack, formal[i], schema.operator_name());
      else
        stack.push_back(to_ivalue(*op, i, arguments[i]));
    }
    op->handle.callBoxed(&stack);
    return take_results(stack, results, capacity);
  });
}

// ---- tensors --------------------------------------------------------------------------------------------------

SHIM void shim_release(Impl* handle) { TensorPtr::reclaim(handle); }

SHIM Impl* shim_share(Impl* handle) { return give(borrow(handle)); }

SHIM int64_t shim_dim(Impl* handle) { return handle->dim(); }

SHIM int64_t shim_numel(Impl* handle) { return handle->numel(); }

SHIM void shim_sizes(Impl* handle, int64_t* sizes) {
  auto from = handle->sizes();
  std::copy(from.begin(), from.end(), sizes);
}

SHIM void shim_strides(Impl* handle, int64_t* strides) {
  auto from = handle->strides();
  std::copy(from.begin(), from.end(), strides);
}

SHIM int64_t shim_storage_offset(Impl* handle) { return handle->storage_offset(); }

SHIM int shim_dtype(Impl* handle) { return static_cast<int>(c10::typeMetaToScalarType(handle->dtype())); }

SHIM int shim_device_type(Impl* handle) { return static_cast<int>(handle->device().type()); }

SHIM int shim_device_index(Impl* handle) { return handle->device().index(); }

SHIM int shim_is_contiguous(Impl* handle) { return handle->is_contiguous(); }

SHIM int shim_is_sparse(Impl* handle) { return handle->is_sparse(); }

/// The first element's address, null where there is no data.
SHIM void* shim_data(Impl* handle) {
  void* data = nullptr;
  guarded([&] {
    data = borrow(handle).data_ptr();
    return 0;
  });
  return data;
}

/// A tensor of its own with the bytes of `data` copied in.
SHIM Impl* shim_from_bytes(const void* data, int64_t bytes, const int64_t* sizes, int64_t dim, int dtype) {
  Impl* result = nullptr;
  guarded([&] {
    at::Tensor tensor = at::empty(at::IntArrayRef(sizes, dim), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
    if (tensor.nbytes() != static_cast<size_t>(bytes)) throw std::runtime_error("the data does not have as many elements as the shape says");
    if (bytes > 0) std::memcpy(tensor.data_ptr(), data, bytes);
    result = give(std::move(tensor));
    return 0;
  });
  return result;
}

// ---- autograd -------------------------------------------------------------------------------------------------

SHIM int shim_requires_grad(Impl* handle) {
  return guarded([&] { return borrow(handle).requires_grad() ? 1 : 0; });
}

SHIM int shim_set_requires_grad(Impl* handle, int value) {
  return guarded([&] {
    borrow(handle).requires_grad_(value != 0);
    return 0;
  });
}

SHIM int shim_is_leaf(Impl* handle) {
  return guarded([&] { return borrow(handle).is_leaf() ? 1 : 0; });
}

SHIM int shim_retain_grad(Impl* handle) {
  return guarded([&] {
    borrow(handle).retain_grad();
    return 0;
  });
}

SHIM Impl* shim_grad_of(Impl* handle) {
  Impl* result = nullptr;
  guarded([&] {
    result = give(borrow(handle).grad());
    return 0;
  });
  return result;
}

SHIM int shim_set_grad(Impl* handle, Impl* grad) {
  return guarded([&] {
    borrow(handle).mutable_grad() = borrow(grad);
    return 0;
  });
}

SHIM int shim_backward(
    Impl* const* tensors, int64_t count, Impl* const* grads, int64_t grad_count, int retain_graph, int create_graph,
    Impl* const* inputs, int64_t input_count) {
  return guarded([&] {
    torch::autograd::backward(
        borrow_all(tensors, count), borrow_all(grads, grad_count), retain_graph != 0, create_graph != 0,
        borrow_all(inputs, input_count));
    return 0;
  });
}

SHIM int shim_grad(
    Impl* const* outputs, int64_t count, Impl* const* inputs, int64_t input_count, Impl* const* grads, int64_t grad_count,
    int retain_graph, int create_graph, int allow_unused, Impl** results) {
  return guarded([&] {
    auto found = torch::autograd::grad(
        borrow_all(outputs, count), borrow_all(inputs, input_count), borrow_all(grads, grad_count), retain_graph != 0,
        create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = give(found[i]);
    return 0;
  });
}

SHIM int shim_grad_enabled() { return c10::GradMode::is_enabled(); }

SHIM void shim_set_grad_enabled(int value) { c10::GradMode::set_enabled(value != 0); }

SHIM void* shim_inference_mode(int value) { return new c10::InferenceMode(value != 0); }

SHIM void shim_inference_mode_end(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

SHIM int shim_inference_mode_enabled() { return c10::InferenceMode::is_enabled(); }

SHIM int shim_anomaly_enabled() { return torch::autograd::AnomalyMode::is_enabled(); }

SHIM void shim_set_anomaly(int enabled) { torch::autograd::AnomalyMode::set_enabled(enabled != 0); }

// ---- functions whose backward is written in C# ----------------------------------------------------------------

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Writes one gradient for each input into `results`, handles that it gives away; returns 0, or -1 after shim_fail.
using Backward = int (*)(void* managed, AutogradContext* context, Impl* const* grads, int64_t count, Impl** results, int64_t result_count);
using Free = void (*)(void* managed);

Backward managed_backward;
Free managed_free;

// Frees the managed state with the graph node that refers to it.
struct Managed : torch::CustomClassHolder {
  explicit Managed(void* state) : state(state) {}
  ~Managed() override { managed_free(state); }
  void* state;
};

struct Forward {
  variable_list outputs, saved, dirty, non_differentiable;
  bool materialize_grads;
  c10::intrusive_ptr<Managed> managed;
  int64_t inputs;
};

struct ManagedFunction : torch::autograd::Function<ManagedFunction> {
  // The outputs have been computed already, in C# and without a graph.
  static variable_list forward(AutogradContext* context, at::TensorList, Forward* forward) {
    context->save_for_backward(forward->saved);
    context->mark_dirty(forward->dirty);
    context->mark_non_differentiable(forward->non_differentiable);
    context->set_materialize_grads(forward->materialize_grads);
    context->saved_data["managed"] = c10::IValue::make_capsule(forward->managed);
    context->saved_data["inputs"] = forward->inputs;
    return forward->outputs;
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    auto managed = c10::static_intrusive_pointer_cast<Managed>(context->saved_data["managed"].toCapsule());
    int64_t inputs = context->saved_data["inputs"].toInt();
    std::vector<Impl*> in;
    for (const at::Tensor& grad : grads) in.push_back(grad.defined() ? grad.unsafeGetTensorImpl() : nullptr);
    std::vector<Impl*> out(inputs, nullptr);
    int status = managed_backward(managed->state, context, in.data(), in.size(), out.data(), inputs);
    variable_list results;
    for (Impl* handle : out) results.push_back(handle ? at::Tensor(TensorPtr::reclaim(handle)) : at::Tensor());
    if (status != 0) throw std::runtime_error(last_error);
    results.emplace_back();  // for the Forward* argument
    return results;
  }
};

}  // namespace

SHIM void shim_function_callbacks(Backward backward, Free free) {
  managed_backward = backward;
  managed_free = free;
}

/// Joins outputs to the graph of the inputs. `managed` is handed to managed_free exactly once, whatever happens.
SHIM int shim_function_apply(
    void* managed, Impl* const* inputs, int64_t input_count, Impl* const* outputs, int64_t output_count, Impl* const* saved,
    int64_t saved_count, Impl* const* dirty, int64_t dirty_count, Impl* const* non_differentiable,
    int64_t non_differentiable_count, int materialize_grads, Impl** results) {
  auto holder = c10::make_intrusive<Managed>(managed);
  return guarded([&] {
    variable_list in = borrow_all(inputs, input_count);
    Forward forward{
        borrow_all(outputs, output_count),
        borrow_all(saved, saved_count),
        borrow_all(dirty, dirty_count),
        borrow_all(non_differentiable, non_differentiable_count),
        materialize_grads != 0,
        std::move(holder),
        input_count};
    at::TensorList list(in);
    Forward* state = &forward;
    variable_list wrapped = ManagedFunction::apply(list, state);
    for (size_t i = 0; i < wrapped.size(); i++) results[i] = give(wrapped[i]);
    return 0;
  });
}

/// The saved tensors, inside the backward callback that was given this context; returns how many there are.
SHIM int64_t shim_saved(AutogradContext* context, Impl** results, int64_t capacity) {
  return guarded([&] {
    auto saved = context->get_saved_variables();
    for (size_t i = 0; i < saved.size() && i < static_cast<size_t>(capacity); i++) results[i] = give(saved[i]);
    return static_cast<int>(saved.size());
  });
}

// ---- generators -----------------------------------------------------------------------------------------------

namespace {

at::Generator borrow(c10::GeneratorImpl* handle) {
  return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(handle));
}

}  // namespace

SHIM c10::GeneratorImpl* shim_generator(uint64_t seed, int device_type, int device_index) {
  c10::GeneratorImpl* result = nullptr;
  guarded([&] {
    auto device = device_of(device_type, device_index);
    at::Generator generator =
        device.is_cpu() ? at::detail::createCPUGenerator(seed) : at::globalContext().defaultGenerator(device).clone();
    generator.set_current_seed(seed);
    result = generator.unsafeReleaseGeneratorImpl();
    return 0;
  });
  return result;
}

SHIM c10::GeneratorImpl* shim_default_generator(int device_type, int device_index) {
  c10::GeneratorImpl* result = nullptr;
  guarded([&] {
    at::Generator generator = at::globalContext().defaultGenerator(device_of(device_type, device_index));
    result = generator.unsafeReleaseGeneratorImpl();
    return 0;
  });
  return result;
}

SHIM void shim_generator_release(c10::GeneratorImpl* handle) { c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(handle); }

SHIM int shim_generator_device_type(c10::GeneratorImpl* handle) { return static_cast<int>(handle->device().type()); }

SHIM int shim_generator_device_index(c10::GeneratorImpl* handle) { return handle->device().index(); }

SHIM int shim_generator_set_seed(c10::GeneratorImpl* handle, uint64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(handle->mutex_);
    handle->set_current_seed(seed);
    return 0;
  });
}

SHIM uint64_t shim_generator_initial_seed(c10::GeneratorImpl* handle) {
  std::lock_guard<std::mutex> lock(handle->mutex_);
  return handle->current_seed();
}

SHIM uint64_t shim_generator_seed(c10::GeneratorImpl* handle) {
  std::lock_guard<std::mutex> lock(handle->mutex_);
  return handle->seed();
}

SHIM Impl* shim_generator_state(c10::GeneratorImpl* handle) {
  Impl* result = nullptr;
  guarded([&] {
    std::lock_guard<std::mutex> lock(handle->mutex_);
    result = give(borrow(handle).get_state());
    return 0;
  });
  return result;
}

SHIM int shim_generator_set_state(c10::GeneratorImpl* handle, Impl* state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(handle->mutex_);
    borrow(handle).set_state(borrow(state));
    return 0;
  });
}

SHIM int shim_manual_seed(uint64_t seed) {
  return guarded([&] {
    at::manual_seed(seed);
    return 0;
  });
}

// ---- threads and devices --------------------------------------------------------------------------------------

SHIM int shim_num_threads() { return at::get_num_threads(); }

SHIM int shim_set_num_threads(int count) {
  return guarded([&] {
    at::set_num_threads(count);
    return 0;
  });
}

SHIM int shim_num_interop_threads() { return at::get_num_interop_threads(); }

SHIM int shim_set_num_interop_threads(int count) {
  return guarded([&] {
    at::set_num_interop_threads(count);
    return 0;
  });
}

SHIM int shim_cuda_count() {
  return guarded([&] { return static_cast<int>(torch::cuda::device_count()); });
}

SHIM int shim_cudnn_available() {
  return guarded([&] { return torch::cuda::cudnn_is_available() ? 1 : 0; });
}

SHIM int shim_cuda_synchronize(int64_t index) {
  return guarded([&] {
    torch::cuda::synchronize(index);
    return 0;
  });
}

SHIM int shim_cuda_manual_seed(uint64_t seed, int all) {
  return guarded([&] {
    if (all) torch::cuda::manual_seed_all(seed);
    else torch::cuda::manual_seed(seed);
    return 0;
  });
}
